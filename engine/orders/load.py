"""Orders out of the database, and as views; a fixed number of queries however many orders there are."""

import unicodedata
from collections.abc import Mapping, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from engine.errors import NotFound
from engine.orders.ids import display_order_id, normalise_order_id
from engine.orders.policy import Rulebook, rulebook
from engine.orders.views import LineView, MethodView, OrderView, RefundView
from engine.store.tables import Order, OrderLine, Payment, PaymentMethod, Shop

Methods = Mapping[str, MethodView]

_WITH_PARTS = (selectinload(Order.lines), selectinload(Order.shipments), selectinload(Order.payments))


def rulebook_of(session: Session) -> Rulebook:
    """The rule book of this database's shop; the standard one where no shop is set up."""
    return rulebook(session.scalar(select(Shop.policy).limit(1)) or "standard")


def methods_of(session: Session, customer_id: str) -> dict[str, MethodView]:
    """The customer's payment methods by id."""
    mine = select(PaymentMethod).where(PaymentMethod.customer_id == customer_id).order_by(PaymentMethod.id)
    # Balances are moved by UPDATE statements, so what the session remembers of them may be old.
    rows = session.scalars(mine.execution_options(populate_existing=True))
    return {row.id: MethodView(row.id, row.kind, row.brand, row.last_four, row.balance_cents) for row in rows}


def order_rows(session: Session, statement: Select[Order]) -> Sequence[Order]:
    """The orders that `statement` selects, with lines, parcels and payments, as they are stored now."""
    return session.scalars(statement.options(*_WITH_PARTS).execution_options(populate_existing=True)).all()


def order_row(session: Session, customer_id: str, order_id: str) -> Order:
    """This customer's order of that number, however it is typed.

    Raises NotFound, in the same words for an absent order and for somebody else's.
    """
    number = normalise_order_id(order_id) or unicodedata.normalize("NFKC", order_id).strip().lstrip("#")
    matches = Order.id.like(f"_{number}") if number.isdecimal() else Order.id == number
    mine = select(Order).where(Order.customer_id == customer_id, matches | (Order.id == number)).limit(2)
    rows = order_rows(session, mine)
    if len(rows) != 1:
        raise NotFound("There is no order with this number in your account.")
    return rows[0]


def order_view(order: Order, rules: Rulebook, methods: Methods) -> OrderView:
    """The view of one loaded order."""
    paid_with = dict.fromkeys(p.method_id for p in order.payments if p.kind == "payment" and p.method_id)
    return OrderView(
        id=order.id,
        display_id=display_order_id(order.id),
        customer_id=order.customer_id,
        status=order.status,
        placed_at=order.placed_at,
        shipped_at=order.shipped_at,
        expected_at=order.promised_at,
        delivered_at=order.delivered_at,
        lines=[_line_view(line) for line in order.lines],
        total_cents=order.total_cents,
        currency=order.currency,
        tracking=[shipment.tracking_number for shipment in order.shipments],
        address=dict(order.address),
        refunds=[
            refund_view(p, rules, methods) for p in order.payments if p.kind in ("refund", "refund_due")
        ],
        paid_with=[methods[method_id] for method_id in paid_with if method_id in methods],
        reason=order.reason,
        policy=rules.name,
    )


def refund_view(payment: Payment, rules: Rulebook, methods: Methods) -> RefundView:
    """The view of one refund row."""
    method = methods.get(payment.method_id or "")
    immediate = method is not None and method.kind in rules.instant
    low, high = (0, 0) if immediate else rules.refund_days
    return RefundView(
        amount_cents=payment.amount_cents,
        method=method.kind if method else "original",
        immediate=immediate,
        days_low=low,
        days_high=high,
        method_id=payment.method_id,
        last_four=method.last_four if method else None,
        due=payment.kind == "refund_due",
        created_at=payment.created_at,
        settled_at=payment.settled_at,
    )


def _line_view(line: OrderLine) -> LineView:
    return LineView(
        id=line.id,
        product_id=line.product_id,
        variant_id=line.variant_id,
        name=dict(line.name),
        options=dict(line.options),
        quantity=line.quantity,
        unit_price_cents=line.unit_price_cents,
        state=line.state,
        exchange_variant_id=line.exchange_variant_id,
    )
