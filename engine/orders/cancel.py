"""Cancelling a whole order."""

from sqlalchemy.orm import Session

from engine.orders.load import methods_of, order_row, order_view, refund_view, rulebook_of
from engine.orders.money import refund, refundable_by_method
from engine.orders.operations import once
from engine.orders.policy import Rulebook, check_cancel
from engine.orders.refusals import OrderRefused, require
from engine.orders.stock import give_back
from engine.orders.trail import log_returns, record
from engine.orders.views import CancelResult


def cancel_order(session: Session, customer_id: str, order_id: str, reason: str, *, key: str) -> CancelResult:
    """Cancel the order and give every payment back the way it came.

    reason: no_longer_needed or ordered_by_mistake. key: the second call with it gets the first result.
    Raises NotFound, OrderNotAllowed, OrderRefused (unknown_reason), Conflict.
    """
    request = {"action": "cancel", "customer": customer_id, "order": order_id, "reason": reason}
    return once(session, key, request, CancelResult, lambda: _cancel(session, customer_id, order_id, reason))


def _cancel(session: Session, customer_id: str, order_id: str, reason: str) -> CancelResult:
    rules = rulebook_of(session)
    order = order_row(session, customer_id, order_id)
    methods = methods_of(session, customer_id)
    require(check_cancel(order_view(order, rules, methods)), "be cancelled")
    order.reason = known_reason(rules, reason)
    order.status = "cancelled"
    refunds = refund(session, order, refundable_by_method(order.payments), methods)
    give_back(session, order.lines)
    log_returns(session, order, order.lines, "cancel")
    back = sum(row.amount_cents for row in refunds)
    record(session, order, "cancel", {"reason": order.reason, "refund_cents": back})
    methods = methods_of(session, customer_id)
    return CancelResult(order_view(order, rules, methods), [refund_view(r, rules, methods) for r in refunds])


def known_reason(rules: Rulebook, reason: str) -> str:
    """The reason's code: "no longer needed" -> "no_longer_needed". Raises OrderRefused for another reason."""
    code = "_".join(reason.lower().split())
    if code not in rules.cancel_reasons:
        known = ", ".join(sorted(rules.cancel_reasons))
        raise OrderRefused("unknown_reason", f"An order is cancelled for one of these reasons: {known}.")
    return code
