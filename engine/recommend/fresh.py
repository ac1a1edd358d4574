"""The recommender in use, and how a newer one takes its place: fitted beside it, swapped whole."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from engine.errors import AttuneError
from engine.log import get_logger
from engine.recommend.encoder import item_encoder
from engine.recommend.mix_stored import version
from engine.recommend.service import Recommender, Tuning
from engine.settings import Settings
from engine.store import Database
from engine.store.tables import Event, Product

log = get_logger("recommender")


@dataclass(frozen=True)
class Sign:
    """What a fit rests upon: what was learnt, how many events there were, how many products on sale."""

    learnt: str
    events: int
    products: int


def events_of(session: Session) -> int:
    """How many events the log holds."""
    return session.scalar(select(func.count()).select_from(Event)) or 0


def products_of(session: Session) -> int:
    """How many products are on sale."""
    return session.scalar(select(func.count()).select_from(Product).where(Product.active)) or 0


class FreshRecommender:
    """Answers with the recommender in use; the first call fits it. May be called from any thread.

    A customer's own events count at once, whatever the fit: a refit is for what others did since, for new
    products, and for what a rebuild has learnt. minutes: how long a fit is good enough while only events
    came; 0: until something else changes. clock: seconds.
    """

    def __init__(
        self, settings: Settings, database: Database, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._settings, self._database, self._clock = settings, database, clock
        self._lock = threading.Lock()
        self._now: tuple[Recommender, Sign] | None = None
        self._tried = 0.0

    def __call__(self) -> Recommender:
        if (found := self._now) is None:
            with self._lock:
                found = self._now or self._fit()
        return found[0]

    def due(self) -> bool:
        """Whether a refit would change more than the minutes since the last one are worth waiting for."""
        if (now := self._now) is None:
            return False
        sign, wait = now[1], self._settings.refit_minutes * 60
        with self._database.session(writes=False) as session:
            if (version(self._settings.learnt_dir), products_of(session)) != (sign.learnt, sign.products):
                return True
            # Counting all events takes a while where there are millions, so that comes last.
            late = bool(wait) and self._clock() - self._tried >= wait
            return late and events_of(session) != sign.events

    def refit(self) -> bool:
        """Fit anew, while the one in use goes on answering, and swap; whether that was done.

        One that fails leaves the old one in use, and is logged. Of two callers at once the second does
        nothing.
        """
        if not self._lock.acquire(blocking=False):
            return False
        try:
            self._fit()
        except (AttuneError, SQLAlchemyError, OSError, ValueError, ArithmeticError, LookupError):
            log.exception("the recommender could not be fitted anew; the one before goes on answering")
            return False
        finally:
            self._lock.release()
        return True

    def _fit(self) -> tuple[Recommender, Sign]:
        self._tried = self._clock()
        learnt = self._settings.learnt_dir
        with self._database.session(writes=False) as session:
            sign = Sign(version(learnt), events_of(session), products_of(session))
            tuning = Tuning(exploring=self._settings.exploring, calibration=self._settings.calibration)
            self._now = Recommender.build(session, learnt, item_encoder(self._settings), tuning), sign
        return self._now
