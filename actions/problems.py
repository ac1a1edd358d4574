"""Things that went wrong with a parcel: first answer, facts where we know them, and a person."""

import regex

from actions.base import Events, TurnAction
from actions.buttons import button
from actions.cards import order_card
from actions.handoff import offer_person
from actions.knowledge import best_article
from actions.line_choice import named_lines
from actions.promises import said_before
from actions.turn import Turn
from actions.words import line_text, order_facts, status_word, word
from engine.errors import NotFound
from engine.events.log import append
from engine.orders.service import OPEN, find_order, normalise_order_id, orders_of
from engine.orders.views import LineView, OrderView
from engine.text.language import Language

LOOK_BACK = 50
_MISSING = regex.compile(
    r"\bmissing\b|\bnot in (?:the|my) (?:box|parcel|package)\b|\bonly (?:got|received|one)\b"
    r"|\bincomplete\b|少了|缺|漏发|没有?收到",
    flags=regex.IGNORECASE,
)


class DeliveryProblem(TurnAction):
    """Late, lost, or marked delivered: what the order says, what the shop does, and a person."""

    action = "action_delivery_problem"

    def reply(self, turn: Turn) -> Events:
        order = self._order(turn)
        person, offered = offer_person(turn, "delivery_problem")
        hit = best_article(turn, "delivery_problem")
        if order is not None:
            turn.say(
                "utter_delivery_problem_open",
                cards=[order_card(order, turn.voice)],
                facts=_facts(order, turn.language, said_before(turn, order)),
            )
            buttons = [person]
        else:
            buttons = [button(word("track", turn.language), "track_order"), person]
        if hit is not None:
            turn.say_text(hit.answer, buttons=buttons)
        else:
            turn.say("utter_offer_person" if order else "utter_delivery_problem", buttons=buttons)
        return offered

    def _order(self, turn: Turn) -> OrderView | None:
        """The order that is meant: by number or item, else the only one under way."""
        with turn.services.database.session(writes=False) as session:
            customer_id = turn.customer_id(session)
            if customer_id is None:
                return None
            if named := turn.entity("order_id"):
                try:
                    return find_order(session, customer_id, named)
                except NotFound:
                    return None
            going = [order for order in orders_of(session, customer_id) if order.status in OPEN]
            named = [order for order in going if named_lines(order, turn.text, turn.voice)]
            meant = named or going
            return meant[0] if len(meant) == 1 else None


def _facts(order: OrderView, language: Language, said: str) -> str:
    """said: what the customer was told of when it arrives, which then stands for the day on the order."""
    under_way = order.status in OPEN
    facts = order_facts(order, language, said if under_way else "")
    if said and not under_way:
        facts += said if language == "zh" else f" {said}"
    if language == "zh":
        return f"订单 {order.display_id}：{status_word(order.status, language)}。{facts}"
    return f"Order {order.display_id} is {status_word(order.status, language)}.{facts}"


class ItemProblem(TurnAction):
    """Damaged, wrong or missing items: notes which item of which order where that can be told, says what the
    shop does, and offers a person and what the customer can start at once."""

    action = "action_item_problem"

    def reply(self, turn: Turn) -> Events:
        topic = turn.intent
        kind = _kind(turn)
        person, offered = offer_person(turn, topic)
        item = self._item(turn)
        order_id = turn.entity("order_id")
        if item is not None:
            order, line = item
            order_id = order.id
            self._note(turn, kind, order, line)
            turn.say(
                f"utter_problem_noted_{kind}",
                item=line_text(line, turn.voice),
                order=order.display_id,
            )
        ways = (
            []
            if kind == "missing"
            else [button(word("start_return", turn.language), "return_item", order_id=order_id)]
        )
        if kind == "wrong":
            ways.append(button(word("exchange", turn.language), "exchange_item", order_id=order_id))
        hit = best_article(turn, topic)
        if hit is not None:
            turn.say_text(hit.answer, buttons=[person, *ways])
        else:
            turn.say("utter_item_problem", buttons=[person, *ways])
        return offered

    def _item(self, turn: Turn) -> tuple[OrderView, LineView] | None:
        """The line of a delivered order that the message names; None where it names none or several."""
        with turn.services.database.session(writes=False) as session:
            customer_id = turn.customer_id(session)
            if customer_id is None:
                return None
            delivered = [o for o in orders_of(session, customer_id, LOOK_BACK) if o.status == "delivered"]
        number = turn.entity("order_id")
        within = [o for o in delivered if number is None or o.id == normalise_order_id(number)]
        named = [(order, line) for order in within for line in named_lines(order, turn.text, turn.voice)]
        return named[0] if len(named) == 1 else None

    def _note(self, turn: Turn, kind: str, order: OrderView, line: LineView) -> None:
        """Into the event log, once a message."""
        with turn.services.database.session() as session:
            append(
                session,
                "report",
                customer_id=order.customer_id,
                product_id=line.product_id,
                conversation_id=turn.conversation_id,
                data={"about": "item_problem", "kind": kind, "order": order.id, "line": line.id},
                event_id=turn.key("item_problem"),
            )


def _kind(turn: Turn) -> str:
    """damaged, wrong or missing."""
    if turn.intent == "damaged_item":
        return "damaged"
    return "missing" if _MISSING.search(turn.text) else "wrong"
