"""Money on its way back: what a cancellation or return will bring, and where it stands."""

from collections.abc import Iterable

from actions.base import Events, TurnAction, person
from actions.cards import order_link
from actions.forms import TaskForm
from actions.order_form import SHOWN
from actions.steps import cleared
from actions.turn import Turn
from actions.words import refunds_text, status_word
from engine.errors import NotFound
from engine.orders.policy import rulebook
from engine.orders.service import find_order, orders_of
from engine.orders.views import MethodView, OrderView, RefundView

LOOK_BACK = 50


def expected_refunds(
    order: OrderView, cents: int | None = None, method: MethodView | None = None, *, due: bool = False
) -> list[RefundView]:
    """What will come back for `cents` (default: the whole order) to `method` (default: the way it was paid).

    A preview for the question before the deed; the order service decides the exact split.
    """
    rules = rulebook(order.policy)
    target = method or (order.paid_with[0] if len(order.paid_with) == 1 else None)
    immediate = target is not None and target.kind in rules.instant
    low, high = (0, 0) if immediate else rules.refund_days
    return [
        RefundView(
            amount_cents=order.total_cents if cents is None else cents,
            method=target.kind if target else "original",
            immediate=immediate,
            days_low=low,
            days_high=high,
            method_id=target.id if target else None,
            last_four=target.last_four if target else None,
            due=due,
        )
    ]


class RefundStatusForm(TaskForm):
    """Needs only to know who is asking."""

    task = "refund_status"

    def left(self, turn: Turn) -> None:
        turn.say("utter_left_task")


class RefundStatus(TurnAction):
    """Tells from the payments which refunds are noted and when they arrive."""

    action = "action_refund_status"

    def reply(self, turn: Turn) -> Events:
        with turn.services.database.session(writes=False) as session:
            customer_id = turn.customer_id(session)
            if customer_id is None:
                return cleared()
            named = turn.slot("order_hint")
            mine = orders_of(session, customer_id, LOOK_BACK)
            try:
                asked = [find_order(session, customer_id, str(named))] if named else mine
            except NotFound:
                turn.say("utter_order_not_found", order=f"#{str(named).lstrip('#')}")
                asked = mine
        with_refunds = [order for order in asked if order.refunds]
        if not with_refunds:
            self._none(turn, asked)
        self._tell(turn, with_refunds[:SHOWN])
        return cleared()

    def _tell(self, turn: Turn, orders: Iterable[OrderView]) -> None:
        for order in orders:
            turn.say(
                "utter_refunds",
                cards=[order_link(order, turn.voice)],
                order=order.display_id,
                refunds=refunds_text(order.refunds, order.currency, turn.language),
            )

    def _none(self, turn: Turn, asked: list[OrderView]) -> None:
        if len(asked) == 1:
            turn.say(
                "utter_no_refund_for_order",
                order=asked[0].display_id,
                status=status_word(asked[0].status, turn.language),
                **person(turn, "refund_status"),
            )
        else:
            turn.say("utter_no_refunds", **person(turn, "refund_status"))
