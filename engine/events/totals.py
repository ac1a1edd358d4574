"""What every customer bought in all, in one query."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from engine.store.tables import Event


@dataclass(frozen=True)
class Bought:
    """orders: with a number of their own, cancelled ones too. cents: less what came back. last_at: of the
    newest dated purchase.
    """

    orders: int
    cents: int
    last_at: datetime | None


def bought_by_all(session: Session) -> dict[str, Bought]:
    """By customer; those without purchases and returns are absent."""
    bought = Event.type == "purchase"
    rows = session.execute(
        select(
            Event.customer_id,
            func.count(func.distinct(case((bought, Event.order_id)))),
            func.sum(case((bought, func.coalesce(Event.cents, 0)), else_=-func.coalesce(Event.cents, 0))),
            func.max(case((bought, Event.at))),
        )
        .where(Event.customer_id.is_not(None), Event.type.in_(("purchase", "return")))
        .group_by(Event.customer_id)
    )
    return {str(id_): Bought(orders, max(int(cents or 0), 0), at) for id_, orders, cents, at in rows}


def buyers_between(session: Session, moments: dict[str, tuple[datetime, datetime]]) -> set[str]:
    """Of these customers those who bought from their first moment (inclusive) to their second (exclusive)."""
    if not moments:
        return set()
    rows = session.execute(
        select(Event.customer_id, Event.at).where(
            Event.type == "purchase",
            Event.customer_id.is_not(None),
            Event.at >= min(begin for begin, _ in moments.values()),
            Event.at < max(end for _, end in moments.values()),
        )
    )
    found: set[str] = set()
    for customer, at in rows:
        span = moments.get(str(customer))
        if span is not None and at is not None and span[0] <= at < span[1]:
            found.add(str(customer))
    return found
