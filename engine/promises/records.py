"""The shop's own record, kept in memory."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from sqlalchemy.orm import Session

from engine.orders.past import past_passages
from engine.promises.kinds import callback, refund
from engine.promises.kinds.kind import Past
from engine.promises.record import FEWEST, Record
from engine.promises.waits import Waits
from engine.store import Database

READ_ANEW = timedelta(hours=6)


class _Sized(Protocol):
    size: int


Part = TypeVar("Part", bound=_Sized)


class Records:
    """Read anew every few hours; what is thin, each time."""

    def __init__(self, database: Database) -> None:
        self._deliveries = _Remembered(database, lambda session, now: Record(past_passages(session, now)))
        self._refunds = _Remembered[Waits](database, refund.read)
        self._callbacks = _Remembered[Waits](database, callback.read)

    def deliveries(self, now: datetime) -> Record:
        """As of about now, as the others."""
        return self._deliveries.at(now)

    def refunds(self, now: datetime) -> Waits:
        return self._refunds.at(now)

    def callbacks(self, now: datetime) -> Waits:
        return self._callbacks.at(now)

    def at(self, now: datetime) -> Past:
        """All of it."""
        return Past(self.deliveries(now), self.refunds(now), self.callbacks(now))


class _Remembered(Generic[Part]):
    """Two threads at once may both read it; the later one is kept."""

    def __init__(self, database: Database, read: Callable[[Session, datetime], Part]) -> None:
        self._database, self._read = database, read
        self._last: tuple[datetime, Part] | None = None

    def at(self, now: datetime) -> Part:
        last = self._last
        if last is not None and last[1].size >= FEWEST and now - last[0] <= READ_ANEW:
            return last[1]
        with self._database.session(writes=False) as session:
            part = self._read(session, now)
        self._last = (now, part)
        return part
