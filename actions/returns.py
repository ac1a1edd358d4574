"""Sending items of a delivered order back."""

from collections.abc import Sequence

from rasa_sdk.events import SlotSet

from actions.base import Events, TurnAction
from actions.buttons import choose, yes_no
from actions.line_choice import means_all, named_lines, other_lines
from actions.manner import survey_at_end
from actions.methods import ORIGINAL, named_method, real_method, refund_choices
from actions.order_form import OrderForm, chosen_order
from actions.ordinals import ordinal
from actions.promises import refunds_promised
from actions.refunds import expected_refunds
from actions.refusals import refusal_events
from actions.steps import Step, cleared
from actions.swap_plan import lines_left
from actions.turn import Button, Turn
from actions.words import line_text, lines_text, refunds_text, word
from engine.orders.policy import Decision, check_return
from engine.orders.refusals import OrderNotAllowed
from engine.orders.service import return_items
from engine.orders.views import LineView, OrderView

ALL = "all"


class ReturnItemForm(OrderForm):
    task = "return_item"
    deed = kind = "return"
    steps = ("order_id", "line_ids", "method_id", "confirmed")

    def check(self, order: OrderView) -> Decision:
        return check_return(order)

    def settle_line_ids(self, turn: Turn) -> Step | None:
        with turn.services.database.session(writes=False) as session:
            order = chosen_order(turn, session)
        opening = str(turn.slot("opening") or "")
        named = order.lines if means_all(opening) else named_lines(order, opening, turn.voice)
        lines = named or (order.lines if len(order.lines) == 1 else [])
        return Step({"line_ids": [line.id for line in lines]}) if lines else None

    def fill_line_ids(self, turn: Turn) -> Step | None:
        with turn.services.database.session(writes=False) as session:
            order = chosen_order(turn, session)
        chosen = _lines_meant(turn, order)
        return Step({"line_ids": [line.id for line in chosen]}) if chosen else None

    def revise_line_ids(self, turn: Turn) -> Step | None:
        """Other items of the same order."""
        with turn.services.database.session(writes=False) as session:
            order = chosen_order(turn, session)
        lines = other_lines(turn, order)
        return Step({"line_ids": lines}) if lines else None

    def settle_method_id(self, turn: Turn) -> Step | None:
        """The way it was paid, where the rules leave no choice."""
        with turn.services.database.session(writes=False) as session:
            choices = refund_choices(session, chosen_order(turn, session))
        return Step({"method_id": ORIGINAL}) if len(choices) < 2 else None  # noqa: PLR2004

    def fill_method_id(self, turn: Turn) -> Step | None:
        with turn.services.database.session(writes=False) as session:
            choices = refund_choices(session, chosen_order(turn, session))
        named = named_method(turn, choices)
        return Step({"method_id": named}) if named else None

    def revise_method_id(self, turn: Turn) -> Step | None:
        """ "To my gift card rather", where that was a choice."""
        step = self.fill_method_id(turn)
        return step if step and step.slots["method_id"] != turn.slot("method_id") else None


def _lines_meant(turn: Turn, order: OrderView) -> Sequence[LineView]:
    pressed = turn.entity("line_id")
    if pressed == ALL or (pressed is None and means_all(turn.text)):
        return order.lines
    if pressed is not None:
        return [line for line in order.lines if line.id == pressed]
    named = named_lines(order, turn.text, turn.voice)
    at = None if named else ordinal(turn.text, len(order.lines))
    return named if at is None else [order.lines[at]]


class AskLines(TurnAction):
    """Asks which items of the order, for returns, exchanges and changes."""

    action = "action_ask_line_ids"

    def reply(self, turn: Turn) -> Events:
        with turn.services.database.session(writes=False) as session:
            order = chosen_order(turn, session)
        form = str(turn.tracker.active_loop_name)
        response = (
            "utter_ask_lines_again"
            if turn.asks_again("line_ids")
            else {
                "return_item_form": "utter_ask_lines_return",
                "exchange_item_form": "utter_ask_line_exchange",
            }.get(form, "utter_ask_line_change")
        )
        buttons = _line_buttons(turn, order)
        turn.say(response, buttons=[*buttons, *turn.open_offer()], order=order.display_id)
        return [SlotSet("line_ids", None)]


def _line_buttons(turn: Turn, order: OrderView) -> list[Button]:
    buttons = [choose(line_text(line, turn.voice), line_id=line.id) for line in lines_left(turn, order)]
    if turn.tracker.active_loop_name != "return_item_form":
        return buttons
    return [*buttons, choose(word("all_items", turn.language), line_id=ALL)]


class ConfirmReturn(TurnAction):
    action = "action_ask_return_item_form_confirmed"

    def reply(self, turn: Turn) -> Events:
        with turn.services.database.session(writes=False) as session:
            order = chosen_order(turn, session)
            choices = refund_choices(session, order)
        lines = _chosen_lines(turn, order)
        cents = sum(line.unit_price_cents * line.quantity for line in lines)
        chosen = real_method(turn)
        method = next((m for m in choices if m.id == chosen), None)
        turn.say(
            "utter_confirm_return",
            buttons=[*yes_no(turn.language, ReturnItemForm().subject(turn)), *turn.open_offer()],
            items=lines_text(lines, turn.voice),
            order=order.display_id,
            refunds=refunds_text(
                expected_refunds(order, cents, method, due=True), order.currency, turn.language
            ),
        )
        return [SlotSet("confirmed", None)]


class ReturnItem(TurnAction):
    """Requests the return once the customer has said yes."""

    action = "action_return_item"

    def reply(self, turn: Turn) -> Events:
        if not turn.slot("confirmed"):
            return cleared()
        try:
            with turn.services.database.session() as session:
                order = chosen_order(turn, session)
                result = return_items(
                    session,
                    order.customer_id,
                    order.id,
                    list(turn.slot("line_ids")),
                    key=turn.key("return"),
                    method_id=real_method(turn),
                )
        except OrderNotAllowed as refusal:
            with turn.services.database.session(writes=False) as session:
                order = chosen_order(turn, session)
            return [*cleared(), *refusal_events(turn, "return", order, refusal.decision)]
        lines = [line for line in result.order.lines if line.id in result.line_ids]
        turn.say(
            "utter_returned",
            order=result.order.display_id,
            items=lines_text(lines, turn.voice),
            refunds=refunds_promised(turn, result.order, result.refunds),
        )
        return [*cleared(), *survey_at_end(turn)]


def _chosen_lines(turn: Turn, order: OrderView) -> list[LineView]:
    return [line for line in order.lines if line.id in (turn.slot("line_ids") or [])]
