"""The moment that something is promised for, and how likely an open promise still is."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from engine.orders.past import Passage
from engine.promises.record import Like, Record

SHARE = 0.9
"""Of past ones alike that meet what is promised."""
STEP = timedelta(minutes=30)


@dataclass(frozen=True)
class Stated:
    """due_at: the step by which `share` of past ones alike had come. evidence: how many of them there are."""

    due_at: datetime
    share: float
    evidence: int
    basis: tuple[str, ...]


def state(record: Record, order: Passage, now: datetime) -> Stated | None:
    """What can be promised of an order that has not arrived by now; None: not enough evidence."""
    return stated_by(record.like(order, now), now)


def chance(record: Record, order: Passage, due_at: datetime, now: datetime) -> float | None:
    """How likely an order that has not arrived by now meets the moment; None: not enough evidence."""
    return 0.0 if due_at <= now else chance_by(record.like(order, now), due_at, now)


def stated_by(like: Like | None, now: datetime, step: timedelta = STEP) -> Stated | None:
    """What past ones alike say, rounded up to a step; None: there are too few, or too many never came."""
    hours = like.within(SHARE) if like else None
    if like is None or hours is None:
        return None
    return Stated(_step_after(now + timedelta(hours=hours), step), SHARE, len(like.hours), like.basis)


def chance_by(like: Like | None, due_at: datetime, now: datetime) -> float | None:
    """How likely one that has not come by now meets the moment, by past ones alike; None: too few."""
    if due_at <= now:
        return 0.0
    return like.share_within((due_at - now).total_seconds() / 3600) if like else None


def _step_after(moment: datetime, step: timedelta) -> datetime:
    beyond = (moment - datetime(2000, 1, 1, tzinfo=UTC)) % step
    return moment if not beyond else moment + (step - beyond)
