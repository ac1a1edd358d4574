"""Past waits with a beginning and an end, and the part of them that one is like."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from engine.promises.record import FEWEST, NARROW, Like

Level = tuple[str, ...]


@dataclass(frozen=True)
class Wait:
    """One wait. ended_at: None, it never did. keys: what it may have in common with others, by name."""

    began_at: datetime
    ended_at: datetime | None
    keys: Mapping[str, str]


class Waits:
    """Past waits of one kind.

    levels: what a group has in common, narrower ones first; the last is the widest that is still alike, so an
    empty one would say that all are. A group is gone by from NARROW waits on, the widest from FEWEST.
    """

    def __init__(self, past: Sequence[Wait] = (), levels: Sequence[Level] = ((),)) -> None:
        self.size = len(past)
        self._levels = tuple(levels)
        self._hours = np.array([_hours(one.began_at, one.ended_at) for one in past], dtype=np.float64)
        names = sorted({name for level in self._levels for name in level})
        # Groups by number: comparing texts would be most of the work.
        self._numbers = {name: _numbered(one.keys.get(name, "") for one in past) for name in names}
        self._keys = {
            name: np.array([self._numbers[name][one.keys.get(name, "")] for one in past], dtype=np.int64)
            for name in names
        }

    def like(self, wait: Wait, now: datetime) -> Like | None:
        """The past waits that had lasted as long and gone on; None: not enough evidence."""
        gone = max(0.0, _hours(wait.began_at, now))
        for level in self._levels:
            chosen = self._hours > gone
            for name in level:
                chosen = chosen & (self._keys[name] == self._numbers[name].get(wait.keys.get(name, ""), -1))
            if chosen.sum() >= (FEWEST if level == self._levels[-1] else NARROW):
                return Like(np.sort(self._hours[chosen]) - gone, level)
        return None


def _numbered(values: Iterable[str]) -> dict[str, int]:
    return {value: number for number, value in enumerate(dict.fromkeys(values))}


def _hours(start: datetime, end: datetime | None) -> float:
    return float("inf") if end is None else (end - start).total_seconds() / 3600
