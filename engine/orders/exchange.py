"""Exchanging items of a delivered order for other variants of the same products."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from engine.orders.lines import price_difference, swaps, wanted_pieces
from engine.orders.load import Methods, methods_of, order_row, order_view, refund_view, rulebook_of
from engine.orders.methods import original_method, own_method
from engine.orders.money import add_payment, capped, refundable_by_method, require_balance
from engine.orders.operations import once
from engine.orders.policy import check_exchange
from engine.orders.refusals import OrderRefused, require
from engine.orders.stock import take
from engine.orders.trail import log_returns, record
from engine.orders.views import ItemsResult, MethodView
from engine.store.tables import Order, Payment


def exchange_items(
    session: Session,
    customer_id: str,
    order_id: str,
    changes: Mapping[str, str],
    *,
    key: str,
    method_id: str | None = None,
) -> ItemsResult:
    """Request that lines become other variants of their products; this can be asked for once an order.

    changes: line id -> variant id. method_id: pays or receives the difference in price, which is due
    when the goods are back; None: the method that paid the order. A gift card must hold a difference to pay.
    Raises NotFound, OrderNotAllowed, OrderRefused, Conflict.
    """
    request = {
        "action": "exchange", "customer": customer_id, "order": order_id,
        "changes": dict(sorted(changes.items())), "method": method_id,
    }  # fmt: skip
    return once(
        session, key, request, ItemsResult,
        lambda: _exchange(session, customer_id, order_id, changes, method_id),
    )  # fmt: skip


def _exchange(
    session: Session, customer_id: str, order_id: str, changes: Mapping[str, str], method_id: str | None
) -> ItemsResult:
    rules = rulebook_of(session)
    order = order_row(session, customer_id, order_id)
    methods = methods_of(session, customer_id)
    require(check_exchange(order_view(order, rules, methods)), "be exchanged")
    pairs = swaps(session, order, changes, rules)
    difference = price_difference(pairs)
    method = difference_method(order, methods, method_id, difference)
    rows = _due(session, order, difference, method)
    take(session, wanted_pieces((line, variant.id) for line, variant in pairs))
    for line, variant in pairs:
        line.state = "exchange_requested"
        line.exchange_variant_id = variant.id
    order.status = "exchange_requested"
    log_returns(session, order, [line for line, _ in pairs], "exchange")
    record(session, order, "exchange", {"changes": dict(changes), "difference_cents": difference})
    refunds = [refund_view(row, rules, methods) for row in rows if row.kind == "refund_due"]
    return ItemsResult(order_view(order, rules, methods), list(changes), difference, method, refunds)


def difference_method(
    order: Order, methods: Methods, method_id: str | None, difference: int
) -> MethodView | None:
    """Who pays or receives a difference. Raises OrderRefused for a foreign method or an unknown payer."""
    if method_id is not None:
        return own_method(methods, method_id)
    method = original_method(order, methods)
    if method is None and difference > 0:
        raise OrderRefused("unknown_method", "Please choose a payment method for the difference in price.")
    return method


def _due(session: Session, order: Order, difference: int, method: MethodView | None) -> Sequence[Payment]:
    if difference > 0 and method is not None:
        require_balance(session, method, difference)
        return [add_payment(order, "charge_due", difference, method.id)]
    back = capped(-difference, refundable_by_method(order.payments))
    return [add_payment(order, "refund_due", back, method.id if method else None)] if back > 0 else []
