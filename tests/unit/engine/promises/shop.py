"""A shop with a record: orders of the past months, and one under way."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from engine.orders.past import Passage
from engine.store.tables import Order
from tests.builders import NOW, add_customer, add_order, add_product, add_shop

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def passage(
    placed: datetime, hours: float | None, *, shipped: float | None = None, country: str = "Singapore"
) -> Passage:
    """An order that came so many hours after it was placed (None: never), sent after `shipped` hours."""
    came = None if hours is None else placed + hours * HOUR
    sent = None if shipped is None else placed + shipped * HOUR
    return Passage(placed, None, sent, came, country, "tea")


def furnish(session: Session, hours: list[float], *, now: datetime = NOW) -> None:
    """A shop with Mei, one lamp, and delivered orders that took so many hours, 60 days ago."""
    add_shop(session)
    add_product(session, "lamp")
    add_customer(session)
    for n, taken in enumerate(hours):
        placed = now - 60 * DAY + n * HOUR
        order = add_order(session, id=f"P{n:07d}", status="delivered", placed_at=placed)
        order.shipped_at, order.delivered_at = placed + 12 * HOUR, placed + taken * HOUR
    session.flush()


def under_way(session: Session, placed: datetime, *, id: str = "W7777777") -> Order:
    order = add_order(session, id=id, status="processed", placed_at=placed)
    session.flush()
    return order
