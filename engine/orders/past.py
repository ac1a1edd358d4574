"""When orders were placed, sent and delivered: the record that promises are made from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from engine.store.tables import Order, OrderLine, Product

NEWEST = 20_000
"""Orders that are read at most: enough for any quantile, and a second's work."""
REMEMBERED = timedelta(days=365)
RIPE = timedelta(days=21)
"""Orders as old as this have arrived, or are lost; younger ones would only tell of those that were quick."""


@dataclass(frozen=True)
class Passage:
    """One order on its way. Moments are aware; None where it was not so, or the shop does not know."""

    placed_at: datetime
    promised_at: datetime | None
    shipped_at: datetime | None
    delivered_at: datetime | None
    country: str
    category: str
    """Of its first line."""


@dataclass(frozen=True)
class Fate:
    """What became of an order."""

    status: str
    delivered_at: datetime | None


def past_passages(session: Session, now: datetime) -> list[Passage]:
    """Orders of the last year that are old enough to have arrived, without the cancelled ones, newest first.

    An order counts as under way still where the shop says so; one that is said to be delivered without a
    moment is left out, as it tells nothing.
    """
    said = Order.delivered_at.is_not(None) | Order.status.in_(("pending", "processed", "shipped"))
    rows = session.execute(
        _passages()
        .where(Order.placed_at.between(now - REMEMBERED, now - RIPE), Order.status != "cancelled", said)
        .order_by(Order.placed_at.desc(), Order.id)
        .limit(NEWEST)
    )
    return [_passage(row) for row in rows]


def passage_of(session: Session, order_id: str) -> Passage | None:
    """The order's own; None where there is no such order, or nobody knows when it was placed."""
    row = session.execute(_passages().where(Order.id == order_id, Order.placed_at.is_not(None))).first()
    return _passage(row) if row else None


def fates(session: Session, order_ids: Collection[str]) -> dict[str, Fate]:
    """By order."""
    query = select(Order.id, Order.status, Order.delivered_at).where(Order.id.in_(order_ids))
    return {id_: Fate(status, delivered) for id_, status, delivered in session.execute(query)}


def _passages() -> Select[Any, Any, Any, Any, Any, Any]:
    first = (
        select(func.min(OrderLine.position))
        .where(OrderLine.order_id == Order.id)
        .correlate(Order)
        .scalar_subquery()
    )
    return (
        select(
            Order.placed_at,
            Order.promised_at,
            Order.shipped_at,
            Order.delivered_at,
            Order.address,
            Product.category_id,
        )
        .outerjoin(OrderLine, (OrderLine.order_id == Order.id) & (OrderLine.position == first))
        .outerjoin(Product, Product.id == OrderLine.product_id)
    )


def _passage(row: Sequence[Any]) -> Passage:
    placed, promised, shipped, delivered, address, category = row
    return Passage(placed, promised, shipped, delivered, str(address.get("country") or ""), category or "")
