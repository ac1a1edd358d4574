"""Why an order's rules say no, and the way out that goes with it."""

from typing import Any

from rasa_sdk.events import SlotSet

from actions.base import Events
from actions.buttons import button, to_person
from actions.turn import Button, Turn
from actions.words import refunds_text, status_word, word
from engine.orders.policy import Decision, return_until
from engine.orders.views import OrderView
from engine.text.dates import format_date

_WAYS = {
    "return": ("return", "return_item"),
    "exchange": ("exchange", "exchange_item"),
    "cancel": ("cancel", "cancel_order"),
    "modify": ("modify", "change_order"),
}


def explain_refusal(turn: Turn, deed: str, order: OrderView, decision: Decision) -> dict[str, Any]:
    """Say why `deed` (cancel, return, exchange, modify) is not possible; the slots of what is offered."""
    until = return_until(order)
    turn.say(
        _response(deed, decision),
        buttons=_way_out(turn, order, decision),
        order=order.display_id,
        status=_status(order, turn),
        until=format_date(until, turn.language) if until else "",
        refunds=refunds_text(order.refunds, order.currency, turn.language),
    )
    return {"offer": _offer(turn, order, decision)}


def refusal_events(turn: Turn, deed: str, order: OrderView, decision: Decision) -> Events:
    """The same for an action outside forms."""
    return [SlotSet(name, value) for name, value in explain_refusal(turn, deed, order, decision).items()]


def _response(deed: str, decision: Decision) -> str:
    if decision.rule == "not_delivered" and decision.alternative in ("cancel", "modify"):
        suffix = f"_{decision.alternative}"
        return f"utter_{deed}_not_delivered{suffix}"
    if decision.rule in ("not_delivered", "window_passed"):
        return f"utter_{deed}_{decision.rule}"
    if decision.rule in ("already_processed", "already_delivered", "already_modified"):
        return f"utter_{deed}_{decision.rule}"
    return f"utter_order_{decision.rule}"


def _status(order: OrderView, turn: Turn) -> str:
    return status_word(order.status, turn.language)


def _way_out(turn: Turn, order: OrderView, decision: Decision) -> list[Button]:
    if decision.alternative == "human":
        return [to_person(turn.language, decision.rule)]
    if decision.alternative in _WAYS:
        title, task = _WAYS[decision.alternative]
        return [button(word(title, turn.language), task, order_id=order.id)]
    return []


def _offer(turn: Turn, order: OrderView, decision: Decision) -> dict[str, Any] | None:
    if decision.alternative == "human":
        return {"at": turn.message_id, "task": "human_handoff", "topic": decision.rule}
    if decision.alternative in _WAYS:
        return {"at": turn.message_id, "task": _WAYS[decision.alternative][1], "order_id": order.id}
    return None
