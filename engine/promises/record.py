"""The shop's own record of deliveries as arrays, and the part of it that an order is like."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

import numpy as np
from numpy.typing import NDArray

from engine.orders.past import Passage

FloatArray = NDArray[np.float64]

FEWEST = 30
"""Orders below which nothing is promised."""
NARROW = 200
"""Orders from which on a narrower group is gone by: its 90 % are then known to 4 points."""
LEVELS = (("country", "category", "weekday"), ("country", "weekday"), ("weekday",), ())


@dataclass(frozen=True)
class Like:
    """The past orders that one is like. hours: (orders,), sorted, from now on until they had arrived,
    infinite for those that never did. basis: what they have in common with it.
    """

    hours: FloatArray
    basis: tuple[str, ...]

    def within(self, share: float) -> float | None:
        """Hours from now by which this share of such orders has arrived; None where fewer than that ever do.

        The split conformal quantile, the ceil((n + 1) share)-th smallest: of orders that are exchangeable
        with the past ones at least this share meets it. Source: Vovk 2005; Lei et al. 2018.
        """
        place = ceil((len(self.hours) + 1) * share)
        if place > len(self.hours) or not np.isfinite(self.hours[place - 1]):
            return None
        return float(self.hours[place - 1])

    def share_within(self, hours: float) -> float:
        """Share of such orders that arrive within so many hours from now."""
        return float(np.searchsorted(self.hours, hours, side="right") / len(self.hours))


class Record:
    """Past deliveries. Orders that the shop named a day for are compared with such orders by that day, as
    weekends and holidays are in it; the others with their like by the moment at which they were placed.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.size = len(passages)
        self._named = np.array([one.promised_at is not None for one in passages], dtype=bool)
        self._arrival = np.array([_hours(_anchor(one), one.delivered_at) for one in passages])
        self._shipped = np.array([_hours(one.placed_at, one.shipped_at) for one in passages])
        self._keys = {
            "country": np.array([one.country for one in passages], dtype=object),
            "category": np.array([one.category for one in passages], dtype=object),
            "weekday": np.array([one.placed_at.weekday() for one in passages], dtype=np.int64),
        }

    def like(self, order: Passage, now: datetime) -> Like | None:
        """The past orders that had, as long after, not arrived either; of the narrowest group that is large
        enough, and at the same stage (sent or not) where there are enough. None: not enough evidence.
        """
        gone = _hours(_anchor(order), now)
        open_still = (self._named == (order.promised_at is not None)) & (self._arrival > gone)
        age = _hours(order.placed_at, now)
        # Who was asked before the order was placed, by a clock that differs, knows nothing of its sending.
        sent = order.shipped_at is not None and order.shipped_at <= now
        stage = (self._shipped <= age) if sent else (self._shipped > age)
        for condition, names in (((open_still & stage), ("stage",)), (open_still, ())):
            for level in LEVELS:
                chosen = condition & self._alike(order, level)
                if chosen.sum() >= (NARROW if level else FEWEST):
                    return Like(np.sort(self._arrival[chosen]) - gone, (*names, *level))
        return None

    def _alike(self, order: Passage, level: tuple[str, ...]) -> NDArray[np.bool_]:
        own = {"country": order.country, "category": order.category, "weekday": order.placed_at.weekday()}
        alike = np.ones(self.size, dtype=bool)
        for name in level:
            alike &= self._keys[name] == own[name]
        return alike


def _anchor(order: Passage) -> datetime:
    return order.promised_at or order.placed_at


def _hours(start: datetime, end: datetime | None) -> float:
    return float("inf") if end is None else (end - start).total_seconds() / 3600
