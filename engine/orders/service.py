"""The order service: find, cancel, return, exchange and change orders by the shop's rules.

Every function takes the caller's session and never commits.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.events.facts import returned_cents
from engine.orders.address import change_address
from engine.orders.cancel import cancel_order
from engine.orders.exchange import exchange_items
from engine.orders.ids import display_order_id, normalise_order_id
from engine.orders.load import methods_of, order_row, order_rows, order_view, rulebook_of
from engine.orders.modify import change_payment, modify_items
from engine.orders.policy import (
    Decision,
    check_cancel,
    check_exchange,
    check_modify,
    check_return,
    return_until,
)
from engine.orders.returns import return_items
from engine.orders.views import MethodView, OrderView
from engine.store.tables import Order, Payment

__all__ = [
    "Decision",
    "OrderTotals",
    "cancel_order",
    "change_address",
    "change_payment",
    "check_cancel",
    "check_exchange",
    "check_modify",
    "check_return",
    "display_order_id",
    "exchange_items",
    "find_order",
    "modify_items",
    "normalise_order_id",
    "orders_of",
    "payment_methods_of",
    "return_items",
    "return_until",
    "totals_of",
]

OPEN = ("pending", "pending_modified", "processed", "shipped")


@dataclass(frozen=True)
class OrderTotals:
    """A customer's orders in figures.

    spent_cents: paid less refunded, in the currency of the shop; of orders without a payment on record, as
    imported sales are, their sums less what the log says came back.
    """

    orders: int
    open_orders: int
    cancelled: int
    spent_cents: int
    last_order_at: datetime | None


def orders_of(session: Session, customer_id: str, limit: int = 10) -> list[OrderView]:
    """The customer's orders, newest first; those without a date last, by number."""
    newest = (
        select(Order)
        .where(Order.customer_id == customer_id)
        .order_by(Order.placed_at.desc().nulls_last(), Order.id.desc())
        .limit(limit)
    )
    rows = order_rows(session, newest)
    rules, methods = rulebook_of(session), methods_of(session, customer_id)
    return [order_view(row, rules, methods) for row in rows]


def find_order(session: Session, customer_id: str, order_id: str) -> OrderView:
    """This customer's order of that number, however it is typed.

    Raises NotFound, in the same words for an absent order and for somebody else's.
    """
    row = order_row(session, customer_id, order_id)
    return order_view(row, rulebook_of(session), methods_of(session, customer_id))


def payment_methods_of(session: Session, customer_id: str) -> list[MethodView]:
    """The customer's payment methods."""
    return list(methods_of(session, customer_id).values())


def totals_of(session: Session, customer_id: str) -> OrderTotals:
    """How many orders, how much, and when the last one was, in a few queries."""
    mine = Order.customer_id == customer_id
    by_status = select(Order.status, func.count()).where(mine).group_by(Order.status)
    counts = {status: number for status, number in session.execute(by_status)}
    last = session.scalar(select(func.max(Order.placed_at)).where(mine, Order.status != "cancelled"))
    by_kind = (
        select(Payment.kind, func.sum(Payment.amount_cents))
        .join(Order, Order.id == Payment.order_id)
        .where(mine)
        .group_by(Payment.kind)
    )
    money = {kind: int(cents) for kind, cents in session.execute(by_kind)}
    cancelled = counts.get("cancelled", 0)
    spent = money.get("payment", 0) - money.get("refund", 0) + _without_payment(session, customer_id)
    return OrderTotals(
        orders=sum(counts.values()) - cancelled,
        open_orders=sum(counts.get(status, 0) for status in OPEN),
        cancelled=cancelled,
        spent_cents=spent,
        last_order_at=last,
    )


def _without_payment(session: Session, customer_id: str) -> int:
    """Cents of the orders that no payment was recorded for, less what came back of them."""
    mine = Order.customer_id == customer_id
    paid = select(Payment.order_id).join(Order, Order.id == Payment.order_id).where(mine)
    unpaid = select(func.sum(Order.total_cents)).where(
        mine, Order.status != "cancelled", Order.id.not_in(paid)
    )
    cents = session.scalar(unpaid)
    if not cents:
        return 0
    return max(int(cents) - returned_cents(session, customer_id, session.scalars(paid).all()), 0)
