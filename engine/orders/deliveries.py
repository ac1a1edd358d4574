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


def _plain(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=None)
