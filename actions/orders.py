"""Where an order is, and cancelling one."""

import regex
from rasa_sdk.events import FollowupAction, SlotSet
from sqlalchemy.orm import Session

from actions.base import Events, TurnAction
from actions.buttons import choose, yes_no
from actions.cards import order_card, order_link
from actions.customer import verified_customer
from actions.forms import TaskForm
from actions.manner import survey_at_end
from actions.order_form import SHOWN, OrderForm, chosen_order
from actions.promises import delivery_promise, refunds_promised
from actions.refunds import expected_refunds
from actions.refusals import refusal_events
from actions.steps import Step, cleared
from actions.turn import Turn
from actions.words import lines_text, order_facts, refunds_text, status_word, word
from engine.errors import NotFound
from engine.orders.policy import Decision, check_cancel
from engine.orders.refusals import OrderNotAllowed
from engine.orders.service import OPEN, cancel_order, find_order, orders_of
from engine.orders.views import OrderView
from engine.text.money import format_money

REASONS = ("no_longer_needed", "ordered_by_mistake")

_REASON_WORDS = {
    "ordered_by_mistake": regex.compile(
        r"\b(?:by (?:mistake|accident)|mistake|accidental(?:ly)?|wrong (?:item|order|one|thing))\b"
        r"|误|下错|买错|拍错|点错|手滑",
        flags=regex.IGNORECASE,
    ),
    "no_longer_needed": regex.compile(
        r"\bno longer (?:need|want)|\b(?:don'?t|don’t|do not) (?:need|want)|\bnot need|\bchanged my mind"
        r"|不需要|不想要|不要了|用不着|用不上|没用了",
        flags=regex.IGNORECASE,
    ),
}


class TrackOrderForm(TaskForm):
    """Needs only to know who is asking."""

    task = "track_order"

    def left(self, turn: Turn) -> None:
        turn.say("utter_left_task")


class TrackOrder(TurnAction):
    """Tells where an order is: the one that was named, else the open ones, newest first.

    Opens the form, which asks who it is, where nobody has proved that yet. In the middle of another task it
    answers and leaves that task as it is.
    """

    action = "action_track_order"
    task = "track_order"

    def reply(self, turn: Turn) -> Events:
        with turn.services.database.session(writes=False) as session:
            customer_id = turn.customer_id(session)
            if customer_id is None:
                asked = turn.intent == self.task and not turn.closed(f"{self.task}_form")
                return [FollowupAction(f"{self.task}_form")] if asked else cleared()
            amid = turn.tracker.active_loop_name is not None
            offer = turn.offered() or {}
            hint = None if amid else turn.slot("order_hint")
            named = turn.entity("order_id") or offer.get("order_id") or hint
            told = (
                self._one(turn, session, customer_id, str(named))
                if named
                else self._newest(turn, orders_of(session, customer_id))
            )
        return told if amid else [*cleared(), *told]

    def _one(self, turn: Turn, session: Session, customer_id: str, named: str) -> Events:
        try:
            return tell_status(turn, find_order(session, customer_id, named))
        except NotFound:
            mine = orders_of(session, customer_id, SHOWN)
            turn.say(
                "utter_order_not_found_own" if mine else "utter_order_not_found",
                cards=[order_link(order, turn.voice) for order in mine],
                order=f"#{named.lstrip('#')}",
            )
            return []

    def _newest(self, turn: Turn, orders: list[OrderView]) -> Events:
        going = [order for order in orders if order.status in OPEN]
        if not orders:
            turn.say("utter_no_orders")
            return []
        if len(going) == 1 or len(orders) == 1:
            return tell_status(turn, (going or orders)[0])
        cards = [order_link(order, turn.voice) for order in (going or orders)[:SHOWN]]
        if going:
            turn.say("utter_open_orders", cards=cards, count=len(going))
        else:
            turn.say("utter_recent_orders", cards=cards)
        return []


def tell_status(turn: Turn, order: OrderView) -> Events:
    """Say where this order is, with its card; "cancel it" in the next message means this order."""
    facts = order_facts(order, turn.language, delivery_promise(turn, order))
    if order.refunds:
        refunds = refunds_promised(turn, order)
        facts += refunds if turn.language == "zh" else f" {refunds}"
    turn.say(
        "utter_order_status",
        cards=[order_card(order, turn.voice)],
        order=order.display_id,
        status=status_word(order.status, turn.language),
        facts=facts,
    )
    return [
        SlotSet("offer", {"at": turn.message_id, "order_id": order.id}),
        SlotSet("last_order", order.id),
    ]


class CancelOrderForm(OrderForm):
    task = "cancel_order"
    deed = kind = "cancel"
    steps = ("order_id", "cancel_reason", "confirmed")

    def check(self, order: OrderView) -> Decision:
        return check_cancel(order)

    def fill_cancel_reason(self, turn: Turn) -> Step | None:
        """The reason by button or in words; none but the shop's two reasons are taken."""
        pressed = turn.entity("reason")
        if pressed in REASONS:
            return Step({"cancel_reason": pressed})
        return _reason_in(turn.text)

    def settle_cancel_reason(self, turn: Turn) -> Step | None:
        """The opening message may say why already."""
        return _reason_in(str(turn.slot("opening") or ""))

    def revise_cancel_reason(self, turn: Turn) -> Step | None:
        """The other reason."""
        step = _reason_in(turn.text)
        return step if step and step.slots["cancel_reason"] != turn.slot("cancel_reason") else None


def _reason_in(text: str) -> Step | None:
    found = [reason for reason, words in _REASON_WORDS.items() if words.search(text)]
    return Step({"cancel_reason": found[0]}) if len(found) == 1 else None


class AskCancelReason(TurnAction):
    action = "action_ask_cancel_reason"

    def reply(self, turn: Turn) -> Events:
        with turn.services.database.session(writes=False) as session:
            order = chosen_order(turn, session)
        buttons = [choose(word(reason, turn.language), reason=reason) for reason in REASONS]
        turn.say(
            "utter_ask_reason_again" if turn.asks_again("cancel_reason") else "utter_ask_reason_cancel",
            buttons=[*buttons, *turn.open_offer()],
            order=order.display_id,
            items=lines_text(order.lines, turn.voice),
            total=format_money(order.total_cents, order.currency, turn.language),
        )
        return [SlotSet("cancel_reason", None)]


class ConfirmCancel(TurnAction):
    """Names the order, the reason, the sum and the way back of the money before anything happens."""

    action = "action_ask_cancel_order_form_confirmed"

    def reply(self, turn: Turn) -> Events:
        with turn.services.database.session(writes=False) as session:
            order = chosen_order(turn, session)
        turn.say(
            "utter_confirm_cancel",
            buttons=[*yes_no(turn.language, CancelOrderForm().subject(turn)), *turn.open_offer()],
            order=order.display_id,
            reason=_reason_text(turn),
            refunds=refunds_text(expected_refunds(order), order.currency, turn.language),
        )
        return [SlotSet("confirmed", None)]


class CancelOrder(TurnAction):
    """Cancels the order once the customer has said yes."""

    action = "action_cancel_order"

    def reply(self, turn: Turn) -> Events:
        if not turn.slot("confirmed"):
            return cleared()
        try:
            with turn.services.database.session() as session:
                result = cancel_order(
                    session,
                    verified_customer(turn, session),
                    str(turn.slot("order_id")),
                    str(turn.slot("cancel_reason")),
                    key=turn.key("cancel"),
                )
        except OrderNotAllowed as refusal:
            with turn.services.database.session(writes=False) as session:
                order = chosen_order(turn, session)
            return [*cleared(), *refusal_events(turn, "cancel", order, refusal.decision)]
        turn.say(
            "utter_cancelled",
            order=result.order.display_id,
            refunds=refunds_promised(turn, result.order, result.refunds),
        )
        return [*cleared(), *survey_at_end(turn)]


def _reason_text(turn: Turn) -> str:
    text = word(str(turn.slot("cancel_reason")), turn.language)
    return text if turn.language == "zh" else text.lower()
