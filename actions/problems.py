"""Things that went wrong with a parcel: first answer, facts where we know them, and a person."""

from actions.base import Events, TurnAction
from actions.buttons import button
from actions.cards import order_card
from actions.handoff import offer_person
from actions.knowledge import best_article
from actions.turn import Turn
from actions.words import order_facts, status_word, word
from engine.errors import NotFound
from engine.orders.service import OPEN, find_order, orders_of
from engine.orders.views import OrderView
from engine.text.language import Language


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
                facts=_facts(order, turn.language),
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
        """The order that is meant: the one named, else the only one under way."""
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
            return going[0] if len(going) == 1 else None


def _facts(order: OrderView, language: Language) -> str:
    status = status_word(order.status, language)
    if language == "zh":
        return f"订单 {order.display_id}：{status}。{order_facts(order, language)}"
    return f"Order {order.display_id} is {status}.{order_facts(order, language)}"


class ItemProblem(TurnAction):
    """Damaged, wrong or missing items."""

    action = "action_item_problem"

    def reply(self, turn: Turn) -> Events:
        topic = turn.intent
        person, offered = offer_person(turn, topic)
        start = button(word("start_return", turn.language), "return_item", order_id=turn.entity("order_id"))
        hit = best_article(turn, topic)
        if hit is not None:
            turn.say_text(hit.answer, buttons=[person, start])
        else:
            turn.say("utter_item_problem", buttons=[person, start])
        return offered
