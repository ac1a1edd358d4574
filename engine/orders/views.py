"""What the order service tells of orders; plain values, safe to keep after the session ends."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class LineView:
    """One line of an order; money in cents."""

    id: str
    product_id: str
    variant_id: str
    name: dict[str, str]
    options: dict[str, Any]
    quantity: int
    unit_price_cents: int
    state: str = "ordered"
    """ordered, return_requested, returned or exchange_requested."""
    exchange_variant_id: str | None = None


@dataclass(frozen=True)
class MethodView:
    """A customer's way to pay; `balance_cents` is what is left on a gift card."""

    id: str
    kind: str
    brand: str | None = None
    last_four: str | None = None
    balance_cents: int | None = None


@dataclass(frozen=True)
class RefundView:
    """Money on its way back: at once where `immediate`, else in `days_low` to `days_high` business days.

    `due` says that the days only start when the goods are back with us; `settled_at`, when it was there.
    """

    amount_cents: int
    method: str
    """Kind of the payment method: credit_card, paypal, gift_card ...; "original" where it is not known."""
    immediate: bool
    days_low: int
    days_high: int
    method_id: str | None = None
    last_four: str | None = None
    due: bool = False
    created_at: datetime | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True)
class OrderView:
    """One order; moments are aware and in UTC, None where the shop does not know them."""

    id: str
    display_id: str
    customer_id: str
    status: str
    placed_at: datetime | None
    shipped_at: datetime | None
    expected_at: datetime | None
    delivered_at: datetime | None
    lines: list[LineView]
    total_cents: int
    currency: str
    tracking: list[str]
    address: dict[str, Any]
    refunds: list[RefundView]
    paid_with: list[MethodView] = field(default_factory=list[MethodView])
    reason: str | None = None
    policy: str = "standard"
    """Name of the shop's rule book (engine/orders/policy.py)."""


@dataclass(frozen=True)
class CancelResult:
    order: OrderView
    refunds: list[RefundView]


@dataclass(frozen=True)
class ReturnResult:
    """`refunds` are due: they start when the goods arrive."""

    order: OrderView
    line_ids: list[str]
    refunds: list[RefundView]


@dataclass(frozen=True)
class ItemsResult:
    """An exchange or a change of items. `difference_cents` > 0 is paid by the customer, < 0 comes back."""

    order: OrderView
    line_ids: list[str]
    difference_cents: int
    method: MethodView | None
    refunds: list[RefundView]


@dataclass(frozen=True)
class AddressResult:
    order: OrderView


@dataclass(frozen=True)
class PaymentResult:
    order: OrderView
    method: MethodView
    refunds: list[RefundView]
