"""The step that all tasks on one order share: which order, and may it be done."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

import regex
from rasa_sdk.events import SlotSet
from sqlalchemy.orm import Session

from actions.base import Events, TurnAction, person
from actions.cards import order_choice, order_link
from actions.customer import verified_customer
from actions.forms import TaskForm
from actions.line_choice import named_lines
from actions.ordinals import ordinal
from actions.refusals import explain_refusal
from actions.second_thoughts import means_other, means_other_order
from actions.steps import LEAVE, NOTED, Step
from actions.turn import Turn
from engine.errors import NotFound
from engine.orders.policy import Decision, check_cancel, check_exchange, check_modify, check_return
from engine.orders.service import find_order, normalise_order_id, orders_of
from engine.orders.views import OrderView

_NEWEST = regex.compile(
    r"\b(?:latest|newest|most recent|last|recent)\b|最近|最新|刚(?:刚|才)?[下买]", flags=regex.IGNORECASE
)
_OLDEST = regex.compile(r"\b(?:oldest|earliest|older)\b|最早|最旧|早一?点", flags=regex.IGNORECASE)
LOOK_BACK = 50
SHOWN = 5

_ASKS = {
    "cancel_order_form": ("cancel", check_cancel),
    "return_item_form": ("return", check_return),
    "exchange_item_form": ("exchange", check_exchange),
    "change_order_form": ("change", check_modify),
    "change_address_form": ("address", check_modify),
}


class OrderForm(TaskForm):
    """A form about one of the customer's orders. `deed` chooses the sentences of a refusal."""

    deed: ClassVar[str]
    kind: ClassVar[str]

    @abstractmethod
    def check(self, order: OrderView) -> Decision:
        """May the task be done with this order?"""

    def left(self, turn: Turn) -> None:
        turn.say(f"utter_left_{self.kind}")

    def settle_order_id(self, turn: Turn) -> Step | None:
        """The order that was named, or the only one that the task is possible for."""
        hint = turn.slot("order_hint")
        with turn.services.database.session(writes=False) as session:
            if hint:
                return self._chosen(turn, session, hint)
            orders = orders_of(session, verified_customer(turn, session), LOOK_BACK)
        possible = [order for order in orders if self.check(order).allowed]
        if not orders:
            turn.say("utter_no_orders")
            return LEAVE
        if not possible:
            turn.say(
                f"utter_none_to_{self.kind}",
                cards=[order_link(order, turn.voice) for order in orders[:SHOWN]],
                **person(turn, self.task),
            )
            return LEAVE
        opening = str(turn.slot("opening") or "")
        named = [
            order for order in possible if opening and named_lines(order, opening, turn.voice)
        ] or possible
        return Step({"order_id": named[0].id}) if len(named) == 1 else None

    def fill_order_id(self, turn: Turn) -> Step | None:
        named = turn.entity("order_id") or normalise_order_id(turn.text)
        with turn.services.database.session(writes=False) as session:
            if named:
                return self._chosen(turn, session, named)
            orders = orders_of(session, verified_customer(turn, session), LOOK_BACK)
        possible = [order for order in orders if self.check(order).allowed]
        meant = orders_meant(turn, possible)
        return Step({"order_id": meant[0].id}) if len(meant) == 1 else None

    def revise_order_id(self, turn: Turn) -> Step | None:
        """Another order than the chosen one: by its number, as "the other order", or by what is in it."""
        named = turn.entity("order_id") or normalise_order_id(turn.text)
        with turn.services.database.session(writes=False) as session:
            current = self.order(turn, session)
            if named:
                step = self._chosen(turn, session, named)
                return None if step.slots.get("order_id") == current.id else self._instead(turn, step)
            orders = orders_of(session, current.customer_id, LOOK_BACK)
        others = [order for order in orders if order.id != current.id and self.check(order).allowed]
        if not means_other_order(turn.text):
            if named_lines(current, turn.text, turn.voice):
                return None
            meant = [order for order in others if named_lines(order, turn.text, turn.voice)]
            if not meant and not (means_other(turn.text) and len(current.lines) == 1):
                return None
            others = meant or others
        if not others:
            turn.say(f"utter_no_other_order_{self.kind}", order=current.display_id)
            return NOTED
        return self._instead(turn, Step({"order_id": others[0].id if len(others) == 1 else None}))

    def _instead(self, turn: Turn, step: Step) -> Step:
        """The step, with the message that corrects in the place of the one that opened the task."""
        return Step({"opening": turn.text, **step.slots}, step.leave)

    def order(self, turn: Turn, session: Session) -> OrderView:
        """The order that was chosen."""
        return find_order(session, verified_customer(turn, session), str(turn.slot("order_id")))

    def _chosen(self, turn: Turn, session: Session, named: str) -> Step:
        try:
            order = find_order(session, verified_customer(turn, session), named)
        except NotFound:
            turn.say("utter_order_not_found", order=f"#{named.lstrip('#')}")
            return Step({"order_hint": None})
        decision = self.check(order)
        if decision.allowed:
            return Step({"order_id": order.id, "order_hint": None})
        return Step(explain_refusal(turn, self.deed, order, decision), leave=True)


def orders_meant(turn: Turn, orders: Sequence[OrderView]) -> Sequence[OrderView]:
    """Those of the orders, newest first, that the text means: by an item, by age, or by place in the list."""
    text = turn.text
    if not text or not orders:
        return []
    named = [order for order in orders if named_lines(order, text, turn.voice)]
    if named:
        return named
    if _NEWEST.search(text):
        return orders[:1]
    if _OLDEST.search(text):
        return orders[-1:]
    at = ordinal(text, min(len(orders), SHOWN))
    return [] if at is None else [orders[at]]


def chosen_order(turn: Turn, session: Session) -> OrderView:
    """The order of the open form, for the actions that ask and do."""
    return find_order(session, verified_customer(turn, session), str(turn.slot("order_id")))


class AskOrder(TurnAction):
    """Asks which order, showing those for which the task is possible."""

    action = "action_ask_order_id"

    def reply(self, turn: Turn) -> Events:
        kind, check = _ASKS[str(turn.tracker.active_loop_name)]
        with turn.services.database.session(writes=False) as session:
            orders: Sequence[OrderView] = orders_of(session, verified_customer(turn, session), LOOK_BACK)
        possible = [order for order in orders if check(order).allowed] or orders
        turn.say(
            "utter_ask_order_id_again" if turn.asks_again("order_id") else f"utter_ask_order_id_{kind}",
            buttons=turn.open_offer(),
            cards=[order_choice(order, turn.voice) for order in possible[:SHOWN]],
        )
        return [SlotSet("order_id", None)]


__all__ = ["LEAVE", "NOTED", "AskOrder", "OrderForm", "Step", "chosen_order"]
