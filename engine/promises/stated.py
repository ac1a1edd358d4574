"""The moment that an order is promised for, and how likely an open promise still is."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from engine.orders.past import Passage
from engine.promises.record import Record

SHARE = 0.9
"""Of such orders that meet what is promised."""
STEP = timedelta(minutes=30)


@dataclass(frozen=True)
class Stated:
    """due_at: the half hour by which `share` of such orders arrive. evidence: how many orders say so."""

    due_at: datetime
    share: float
    evidence: int
    basis: tuple[str, ...]


def state(record: Record, order: Passage, now: datetime) -> Stated | None:
    """What can be promised of an order that has not arrived by now; None: not enough evidence."""
    like = record.like(order, now)
    hours = like.within(SHARE) if like else None
    if like is None or hours is None:
        return None
    return Stated(_half_hour_after(now + timedelta(hours=hours)), SHARE, len(like.hours), like.basis)


def chance(record: Record, order: Passage, due_at: datetime, now: datetime) -> float | None:
    """How likely an order that has not arrived by now meets the moment; None: not enough evidence."""
    if due_at <= now:
        return 0.0
    like = record.like(order, now)
    return like.share_within((due_at - now).total_seconds() / 3600) if like else None


def _half_hour_after(moment: datetime) -> datetime:
    beyond = (moment - datetime(2000, 1, 1, tzinfo=UTC)) % STEP
    return moment if not beyond else moment + (STEP - beyond)
