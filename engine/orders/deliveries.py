"""What was promised of each order, and when it came."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.frames import Frame, pd
from engine.store.tables import Order

NEVER = ("cancelled",)


def read_deliveries(
    session: Session, *, until: datetime | None = None, customer_id: str | None = None
) -> Frame:
    """Columns order (str), promised, delivered (datetime64[us], UTC without a zone, NaT where not so).

    Orders with a promise that were not cancelled. until: what arrived at or after it has not arrived yet.
    """
    query = select(Order.id, Order.promised_at, Order.delivered_at).where(
        Order.promised_at.is_not(None), Order.status.not_in(NEVER)
    )
    if customer_id is not None:
        query = query.where(Order.customer_id == customer_id)
    rows = [(id_, _plain(promised), _plain(delivered)) for id_, promised, delivered in session.execute(query)]
    frame = pd.DataFrame(rows, columns=["order", "promised", "delivered"])
    for name in ("promised", "delivered"):
        frame[name] = pd.to_datetime(frame[name]).astype("datetime64[us]")
    if until is not None:
        frame["delivered"] = frame["delivered"].where(frame["delivered"] < _plain(until))
    return frame


def days_late(session: Session, customer_id: str, *, since: datetime, now: datetime) -> float | None:
    """By how many days the customer's newest delivery missed its promise; negative where it came before.

    Of the orders that were promised for a moment from `since` to `now` and not cancelled; one that is still
    under way counts up to now. None where there is no such order.
    """
    newest = (
        select(Order.promised_at, Order.delivered_at)
        .where(
            Order.customer_id == customer_id,
            Order.promised_at.between(since, now),
            Order.status.not_in(NEVER),
        )
        .order_by(Order.promised_at.desc(), Order.id.desc())
        .limit(1)
    )
    row = session.execute(newest).first()
    promised, delivered = row if row else (None, None)
    if promised is None:
        return None
    return ((delivered or now) - promised).total_seconds() / 86_400


def all_late(session: Session, *, since: datetime, now: datetime, days: float) -> frozenset[str]:
    """Customers of whom an order promised for a moment from `since` to `now` is, or came, so late."""
    rows = session.execute(
        select(Order.customer_id, Order.promised_at, Order.delivered_at).where(
            Order.promised_at.between(since, now), Order.status.not_in(NEVER)
        )
    )
    return frozenset(
        customer
        for customer, promised, delivered in rows
        if promised is not None and ((delivered or now) - promised).total_seconds() / 86_400 >= days
    )


def _plain(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=None)
