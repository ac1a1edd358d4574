"""How good the values of a field are: completeness, validity, uniqueness, freshness; counted as they pass."""

import hashlib
import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from engine.events.cells import Bad, absent

FRESH_DAYS = 365
SKETCH = 2048
_SPACE = float(2**64)


@dataclass(frozen=True)
class FieldQuality:
    """Shares in [0, 1], None where there is nothing to say it of.

    completeness: filled of all. validity: valid of the filled. uniqueness: different of the filled, exact
    below 2,048 different values, else estimated (standard error about 2 %; k minimum values, Bar-Yossef
    et al. 2002). freshness, of moments only: those of the year before the newest, of the valid.
    """

    count: int
    filled: int
    invalid: int
    completeness: float | None
    validity: float | None
    uniqueness: float | None
    freshness: float | None = None
    newest: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


class Distinct:
    """About how many different texts were seen, in constant memory (k minimum values of a hash)."""

    def __init__(self, size: int = SKETCH) -> None:
        self._size = size
        self._largest_first: list[int] = []
        self._kept: set[int] = set()

    def add(self, text: str) -> None:
        """See one more."""
        hashed = int.from_bytes(hashlib.blake2b(text.encode(errors="replace"), digest_size=8).digest(), "big")
        if hashed in self._kept:
            return
        if len(self._kept) < self._size:
            heapq.heappush(self._largest_first, -hashed)
        elif hashed < -self._largest_first[0]:
            self._kept.discard(-heapq.heapreplace(self._largest_first, -hashed))
        else:
            return
        self._kept.add(hashed)

    def count(self) -> int:
        """How many, exact below the sketch's size."""
        if len(self._kept) < self._size:
            return len(self._kept)
        return round((self._size - 1) * _SPACE / -self._largest_first[0])


class FieldTally:
    """Counts one field of one table. valid: what a filled cell must be, after parsing where it is parsed."""

    def __init__(self, valid: Callable[[Any], bool] = lambda _value: True) -> None:
        self._valid = valid
        self._count = self._filled = self._invalid = 0
        self._distinct = Distinct()
        self._months: Counter[tuple[int, int]] = Counter()
        self._newest: datetime | None = None

    def add(self, values: Sequence[Any], parsed: Mapping[Any, Any] | None = None) -> None:
        """Count a batch of cells. parsed: what each of them was read as."""
        self._count += len(values)
        try:
            self._add(Counter(values).items(), parsed)
        except TypeError:  # a list or an object in a JSON cell
            self._add(((repr(value), 1) for value in values), None)

    def _add(self, counted: Iterable[tuple[Any, int]], parsed: Mapping[Any, Any] | None) -> None:
        for value, times in counted:
            if absent(value):
                continue
            self._filled += times
            self._distinct.add(str(value))
            read = value if parsed is None else parsed[value]
            if isinstance(read, Bad) or not self._valid(read):
                self._invalid += times
            elif isinstance(read, datetime):
                self._months[read.year, read.month] += times
                self._newest = read if self._newest is None else max(self._newest, read)

    def quality(self) -> FieldQuality:
        """What was counted so far."""
        valid = self._filled - self._invalid
        fresh = self._fresh()
        return FieldQuality(
            self._count,
            self._filled,
            self._invalid,
            _share(self._filled, self._count),
            _share(valid, self._filled),
            min(1.0, share) if (share := _share(self._distinct.count(), self._filled)) is not None else None,
            None if fresh is None else _share(fresh, valid),
            self._newest.isoformat() if self._newest else None,
        )

    def _fresh(self) -> int | None:
        """Moments of the year before the newest, to the month."""
        if self._newest is None:
            return None
        since = self._newest - timedelta(days=FRESH_DAYS)
        return sum(count for month, count in self._months.items() if month > (since.year, since.month))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
