"""A share of few questions, with what it may really be."""

from dataclasses import dataclass
from math import sqrt

Z95 = 1.959964
"""The 97.5 % quantile of the standard normal distribution."""


@dataclass(frozen=True)
class Share:
    """`unresolved` of `asked` questions. low, high: 95 % Wilson interval, within [0, 1]; 0 to 1 of none."""

    asked: int
    unresolved: int
    low: float
    high: float

    @property
    def share(self) -> float | None:
        return self.unresolved / self.asked if self.asked else None


def share_of(unresolved: int, asked: int) -> Share:
    """The share with its interval. Raises ValueError where more are unresolved than were asked.

    Source: Wilson 1927, score interval without correction for continuity.
    """
    if not 0 <= unresolved <= asked:
        raise ValueError(f"{unresolved} of {asked} questions cannot be unresolved")
    if asked == 0:
        return Share(0, 0, 0.0, 1.0)
    p, z2 = unresolved / asked, Z95**2
    centre = (p + z2 / (2 * asked)) / (1 + z2 / asked)
    half = Z95 / (1 + z2 / asked) * sqrt(p * (1 - p) / asked + z2 / (4 * asked**2))
    # At the ends rounding would step over by some 1e-17.
    low = 0.0 if unresolved == 0 else max(0.0, centre - half)
    high = 1.0 if unresolved == asked else min(1.0, centre + half)
    return Share(asked, unresolved, low, high)
