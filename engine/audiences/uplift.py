"""What a message changed: shares of two groups, their difference, and how sure one may be."""

from dataclasses import dataclass
from typing import Literal

from engine.intervals import newcombe, wilson

Verdict = Literal["more", "less", "none_seen", "not_enough"]

FEWEST = 30
"""Customers whose time is over, in either group, below which nothing is concluded."""
FEWEST_BUYERS = 5
"""Buyers of both groups together, below which nothing is concluded."""


@dataclass(frozen=True)
class Share:
    """Of n customers, `bought` did; low, high: the 95 % interval of their share. None where n is 0."""

    n: int
    bought: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Uplift:
    """told - held, in shares: difference with its 95 % interval; None where a group is empty."""

    told: Share
    held: Share
    difference: float | None
    low: float | None
    high: float | None
    verdict: Verdict


def uplift(told: int, told_bought: int, held: int, held_bought: int) -> Uplift:
    """Compare those who were told with those who were held out, all of whose time is over."""
    a, b = share_of(told, told_bought), share_of(held, held_bought)
    found = newcombe(told_bought, told, held_bought, held)
    if found is None:
        return Uplift(a, b, None, None, None, "not_enough")
    difference, low, high = found
    return Uplift(a, b, difference, low, high, _verdict(a, b, low, high))


def share_of(n: int, bought: int) -> Share:
    """A share with its Wilson interval."""
    if n == 0:
        return Share(0, 0, None, None, None)
    low, high = wilson(bought, n)
    return Share(n, bought, bought / n, low, high)


def _verdict(told: Share, held: Share, low: float, high: float) -> Verdict:
    if min(told.n, held.n) < FEWEST or told.bought + held.bought < FEWEST_BUYERS:
        return "not_enough"
    if low > 0:
        return "more"
    return "less" if high < 0 else "none_seen"
