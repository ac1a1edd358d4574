"""What a benchmark reports."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median, quantiles
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured value, the bar that it is held against, and the peer's value from the same run or as
    published. No bar: it is reported, and cannot fall short.
    """

    value: float
    bar: float | None
    peer: float | None
    holds: bool | None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def at_most(value: float, bar: float, peer: float | None = None) -> Figure:
    """A figure that holds where `value` does not exceed `bar`."""
    return Figure(value=round(value, 4), bar=bar, peer=peer, holds=value <= bar)


def at_least(value: float, bar: float, peer: float | None = None) -> Figure:
    """A figure that holds where `value` reaches `bar`."""
    return Figure(value=round(value, 4), bar=bar, peer=peer, holds=value >= bar)


def exactly(value: float, bar: float, peer: float | None = None) -> Figure:
    """A figure that holds where `value` is `bar`: a count that others have found too."""
    return Figure(value=value, bar=bar, peer=peer, holds=value == bar)


def reported(value: float, peer: float | None = None) -> Figure:
    """A figure that is held against nothing."""
    return Figure(value=round(value, 4), bar=None, peer=peer, holds=None)


def p50(seconds: Sequence[float]) -> float:
    """Median in milliseconds."""
    return round(median(seconds) * 1000, 3)


def p95(seconds: Sequence[float]) -> float:
    """95th percentile in milliseconds."""
    return round(quantiles(seconds, n=20)[-1] * 1000, 3)
