"""Money on its way back: what a cancellation or return will bring, and where it stands."""

from collections.abc import Iterable

from rasa_sdk.events import FollowupAction

from actions.base import Events, TurnAction, person
from actions.cards import order_link
from actions.forms import TaskForm
from actions.knowledge import best_article
from actions.order_form import SHOWN
from actions.promises import refunds_promised
from actions.steps import cleared
from actions.turn import Turn
from actions.words import status_word
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
    """Tells from the payments which refunds are noted and when they arrive.

    Opens the form, which asks who it is, where nobody has proved that yet. In the middle of another task it
    answers and leaves that task as it is; where nothing is noted yet, with how refunds work.
    """

    action = "action_refund_status"
    task = "refund_status"

    def reply(self, turn: Turn) -> Events:
        amid = turn.tracker.active_loop_name is not None
        with turn.services.database.session(writes=False) as session:
            customer_id = turn.customer_id(session)
            if customer_id is None:
                asked = turn.intent == self.task and not turn.closed(f"{self.task}_form") and not amid
                if not asked:
                    return self._in_general(turn) if amid else cleared()
                return [FollowupAction(f"{self.task}_form")]
            named = turn.entity("order_id") or (None if amid else turn.slot("order_hint"))
            mine = orders_of(session, customer_id, LOOK_BACK)
            try:
                asked_for = [find_order(session, customer_id, str(named))] if named else mine
            except NotFound:
                turn.say("utter_order_not_found", order=f"#{str(named).lstrip('#')}")
                asked_for = mine
        with_refunds = [order for order in asked_for if order.refunds]
        if amid and not with_refunds:
            return self._in_general(turn)
        if not with_refunds:
            self._none(turn, asked_for)
        self._tell(turn, with_refunds[:SHOWN])
        return [] if amid else cleared()

    def _in_general(self, turn: Turn) -> Events:
        hit = best_article(turn, self.task)
        if hit is None:
            turn.say("utter_no_refunds")
        else:
            turn.say_text(hit.answer)
        return []

    def _tell(self, turn: Turn, orders: Iterable[OrderView]) -> None:
        for order in orders:
            turn.say(
                "utter_refunds",
                cards=[order_link(order, turn.voice)],
                order=order.display_id,
                refunds=refunds_promised(turn, order),
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
