"""What following a promise asks of its kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from engine.promises.record import Like, Record
from engine.promises.stated import STEP
from engine.promises.waits import Waits
from engine.store.tables import Promise
from engine.store.types import LocalizedText


@dataclass(frozen=True)
class Past:
    """The shop's own record, as of about now."""

    deliveries: Record = field(default_factory=lambda: Record([]))
    refunds: Waits = field(default_factory=Waits)
    callbacks: Waits = field(default_factory=Waits)


@dataclass(frozen=True)
class Became:
    """met_at: when what was promised happened, None: not so far. void: nothing is left to keep."""

    met_at: datetime | None = None
    void: bool = False


@dataclass(frozen=True)
class Kind:
    """became: by promise. like: the past ones that what was promised is like now, None: too few.

    warning: what the customer is told where it is about to break, and the moment to be said instead, if any.
    step: what moments are rounded up to.
    """

    name: str
    became: Callable[[Session, Sequence[Promise]], dict[str, Became]]
    like: Callable[[Session, Past, Promise, datetime], Like | None]
    warning: Callable[[Session, Promise, datetime | None], LocalizedText]
    step: timedelta = STEP


def state_of(due_at: datetime, became: Became, now: datetime) -> str:
    """open, kept, broken or void."""
    if became.void:
        return "void"
    if became.met_at is not None:
        return "kept" if became.met_at <= due_at else "broken"
    return "broken" if due_at <= now else "open"
