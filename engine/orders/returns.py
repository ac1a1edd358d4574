"""Sending items of a delivered order back."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from engine.orders.lines import chosen_lines
from engine.orders.load import methods_of, order_row, order_view, refund_view, rulebook_of
from engine.orders.methods import refund_shares
from engine.orders.money import add_payment
from engine.orders.operations import once
from engine.orders.policy import check_return
from engine.orders.refusals import require
from engine.orders.trail import log_returns, record
from engine.orders.views import ReturnResult


def return_items(
    session: Session,
    customer_id: str,
    order_id: str,
    line_ids: Sequence[str],
    *,
    key: str,
    method_id: str | None = None,
) -> ReturnResult:
    """Request the return of these lines; their price is due to be refunded when the goods arrive.

    method_id: an original payment method or a gift card of the customer; None: the way it was paid.
    Raises NotFound, OrderNotAllowed, OrderRefused, Conflict.
    """
    request = {
        "action": "return", "customer": customer_id, "order": order_id,
        "lines": sorted(line_ids), "method": method_id,
    }  # fmt: skip
    return once(
        session, key, request, ReturnResult,
        lambda: _return(session, customer_id, order_id, line_ids, method_id),
    )  # fmt: skip


def _return(
    session: Session, customer_id: str, order_id: str, line_ids: Sequence[str], method_id: str | None
) -> ReturnResult:
    rules = rulebook_of(session)
    order = order_row(session, customer_id, order_id)
    methods = methods_of(session, customer_id)
    require(check_return(order_view(order, rules, methods)), "be returned")
    lines = chosen_lines(order, line_ids)
    price = sum(line.unit_price_cents * line.quantity for line in lines)
    shares = refund_shares(order, price, method_id, rules, methods)
    refunds = [add_payment(order, "refund_due", cents, method) for method, cents in shares.items()]
    for line in lines:
        line.state = "return_requested"
    order.status = "return_requested"
    log_returns(session, order, lines, "return")
    ids = [line.id for line in lines]
    record(
        session, order, "return", {"lines": ids, "refund_cents": sum(shares.values()), "method": method_id}
    )
    return ReturnResult(
        order_view(order, rules, methods), ids, [refund_view(row, rules, methods) for row in refunds]
    )
