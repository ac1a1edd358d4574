"""Choosing the payment method for a refund or a charge."""

from collections.abc import Mapping

from engine.orders.load import Methods
from engine.orders.money import allocate, capped, refundable_by_method
from engine.orders.policy import Rulebook
from engine.orders.refusals import OrderRefused
from engine.orders.views import MethodView
from engine.store.tables import Order


def own_method(methods: Methods, method_id: str) -> MethodView:
    """The customer's method of that id. Raises OrderRefused for any other."""
    if method_id not in methods:
        raise OrderRefused("unknown_method", "This payment method is not in your account.")
    return methods[method_id]


def original_method(order: Order, methods: Methods) -> MethodView | None:
    """The method that paid most of the order, None where the shop does not know."""
    by_amount = sorted(refundable_by_method(order.payments).items(), key=lambda pair: -pair[1])
    return next(
        (methods[method_id] for method_id, _ in by_amount if method_id and method_id in methods), None
    )


def refund_shares(
    order: Order, amount_cents: int, method_id: str | None, rules: Rulebook, methods: Methods
) -> Mapping[str | None, int]:
    """Cents by method for a refund: to the original methods, or all of it to the chosen one.

    Raises OrderRefused where the chosen one is neither an original one nor of a kind that the rules allow.
    """
    refundable = refundable_by_method(order.payments)
    if method_id is None:
        return allocate(amount_cents, refundable)
    method = own_method(methods, method_id)
    original = {payment.method_id for payment in order.payments if payment.kind == "payment"}
    if method.id not in original and method.kind not in rules.refund_to:
        raise OrderRefused(
            "method_not_allowed", "A refund goes to the original payment method or to a gift card."
        )
    cents = capped(amount_cents, refundable)
    return {method.id: cents} if cents > 0 else {}
