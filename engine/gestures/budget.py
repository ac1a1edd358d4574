"""The month's money for gestures: taken by compare-and-set, so that no two agents together take too much."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from engine.shop_time import at_home
from engine.store.tables import Gesture, GestureBudget


def month_of(session: Session, now: datetime) -> str:
    """YYYY-MM in the shop's time zone."""
    return f"{at_home(session, now):%Y-%m}"


def spent(session: Session, month: str) -> int:
    """Cents of the month so far."""
    row = session.get(GestureBudget, month)
    return row.spent_cents if row is not None else 0


def spent_on(session: Session, customer_id: str, since: datetime) -> int:
    """Cents granted to a customer since then."""
    query = select(func.sum(Gesture.cents)).where(
        Gesture.customer_id == customer_id, Gesture.state == "granted", Gesture.decided_at >= since
    )
    return int(session.scalar(query) or 0)


def lock(session: Session, month: str) -> None:
    """Hold the month until the transaction ends: grants of a month come one after the other.

    On SQLite the transaction itself is the lock; on PostgreSQL the row is.
    """
    if session.get(GestureBudget, month) is None:
        try:
            with session.begin_nested():
                session.add(GestureBudget(month=month, spent_cents=0))
        except IntegrityError:  # two at the same moment: the other has made it
            session.expire_all()
    session.get(GestureBudget, month, with_for_update=True, populate_existing=True)


def take(session: Session, month: str, cents: int, budget: int) -> bool:
    """Take so much of the month; False, and nothing taken, where that is more than is left."""
    statement = (
        update(GestureBudget)
        .where(GestureBudget.month == month, GestureBudget.spent_cents + cents <= budget)
        .values(spent_cents=GestureBudget.spent_cents + cents)
        .execution_options(synchronize_session="fetch")
    )
    done = cast("CursorResult[Any]", session.execute(statement))
    return done.rowcount == 1


def window(now: datetime, days: float) -> datetime:
    """When the time begins within which a customer's gestures are counted."""
    return now - timedelta(days=days)
