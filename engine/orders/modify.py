"""Changing an order that is still pending: its items, its address, its payment method."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from engine.orders.exchange import difference_method
from engine.orders.lines import price_difference, swaps, wanted_pieces
from engine.orders.load import Methods, methods_of, order_row, order_view, refund_view, rulebook_of
from engine.orders.methods import own_method
from engine.orders.money import capped, charge, refund, refundable_by_method
from engine.orders.operations import once
from engine.orders.policy import Rulebook, check_modify
from engine.orders.refusals import OrderRefused, require
from engine.orders.stock import give_back, take
from engine.orders.trail import record
from engine.orders.views import ItemsResult, MethodView, PaymentResult
from engine.store.tables import Order, Payment


def modify_items(
    session: Session,
    customer_id: str,
    order_id: str,
    changes: Mapping[str, str],
    *,
    key: str,
    method_id: str | None = None,
) -> ItemsResult:
    """Change lines of a pending order into other variants of their products.

    changes: line id -> variant id. method_id: pays or receives the difference now; None: the method
    that paid the order. Where the rules say "once", the order can afterwards not be changed or cancelled.
    Raises NotFound, OrderNotAllowed, OrderRefused, Conflict.
    """
    request = {
        "action": "modify", "customer": customer_id, "order": order_id,
        "changes": dict(sorted(changes.items())), "method": method_id,
    }  # fmt: skip
    return once(
        session, key, request, ItemsResult,
        lambda: _modify(session, customer_id, order_id, changes, method_id),
    )  # fmt: skip


def change_payment(
    session: Session, customer_id: str, order_id: str, method_id: str, *, key: str
) -> PaymentResult:
    """Pay a pending order with another method; what was paid before goes back the way it came.

    Raises NotFound, OrderNotAllowed, OrderRefused (unknown_method, same_method, low_balance, nothing_paid).
    """
    request = {"action": "payment", "customer": customer_id, "order": order_id, "method": method_id}
    return once(
        session, key, request, PaymentResult, lambda: _pay_with(session, customer_id, order_id, method_id)
    )


def modifiable(session: Session, customer_id: str, order_id: str) -> tuple[Order, Rulebook, Methods]:
    """The order where it may be changed, with the rules and the customer's methods; raises as above."""
    rules = rulebook_of(session)
    order = order_row(session, customer_id, order_id)
    methods = methods_of(session, customer_id)
    require(check_modify(order_view(order, rules, methods)), "be changed")
    return order, rules, methods


def _modify(
    session: Session, customer_id: str, order_id: str, changes: Mapping[str, str], method_id: str | None
) -> ItemsResult:
    order, rules, methods = modifiable(session, customer_id, order_id)
    pairs = swaps(session, order, changes, rules)
    difference = price_difference(pairs)
    method = difference_method(order, methods, method_id, difference)
    rows = _settle(session, order, difference, method, methods)
    take(session, wanted_pieces((line, variant.id) for line, variant in pairs))
    give_back(session, [line for line, _ in pairs])
    for line, variant in pairs:
        line.variant_id = variant.id
        line.options = dict(variant.options)
        line.unit_price_cents = variant.price_cents
    order.total_cents += difference
    if rules.items_once:
        order.status = "pending_modified"
    record(session, order, "modify_items", {"changes": dict(changes), "difference_cents": difference})
    methods = methods_of(session, customer_id)
    refunds = [refund_view(row, rules, methods) for row in rows if row.kind == "refund"]
    method = methods.get(method.id) if method else None
    return ItemsResult(order_view(order, rules, methods), list(changes), difference, method, refunds)


def _settle(
    session: Session, order: Order, difference: int, method: MethodView | None, methods: Methods
) -> list[Payment]:
    if difference > 0 and method is not None:
        return [charge(session, order, difference, method)]
    back = capped(-difference, refundable_by_method(order.payments))
    shares = {method.id if method else None: back} if back > 0 else {}
    return refund(session, order, shares, methods)


def _pay_with(session: Session, customer_id: str, order_id: str, method_id: str) -> PaymentResult:
    order, rules, methods = modifiable(session, customer_id, order_id)
    method = own_method(methods, method_id)
    paid = refundable_by_method(order.payments)
    if not paid:
        raise OrderRefused("nothing_paid", "Nothing has been paid for this order yet.")
    if set(paid) == {method.id}:
        raise OrderRefused("same_method", "The order is paid with this method already.")
    charge(session, order, sum(paid.values()), method)
    rows = refund(session, order, paid, methods)
    record(session, order, "change_payment", {"method": method.id, "amount_cents": sum(paid.values())})
    methods = methods_of(session, customer_id)
    refunds = [refund_view(row, rules, methods) for row in rows]
    return PaymentResult(order_view(order, rules, methods), methods[method.id], refunds)
