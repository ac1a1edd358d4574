"""What another way of choosing would have earned, from what was shown with known chances."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from engine.recommend.interactions import FloatArray

CLIP = 50.0
"""Largest weight of one showing; rarer ones would let a single showing decide."""
Z = 1.959964
FEWEST = 100
"""Showings that the other way would have chosen too, counted by their weights, before anything is said."""


@dataclass(frozen=True)
class Estimate:
    """A mean reward with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class OffPolicy:
    """ips, snips: of the other way. logged: of what was shown. gain: snips less logged, on the same showings.

    effective: the size of a sample without weights that would be as good, (sum w)^2 / sum w^2. clipped:
    showings whose weight was cut to CLIP. weight: the mean weight before cutting, about 1 where the logged
    chances are true. enough: whether `effective` reaches FEWEST, and the chances can be true.
    """

    showings: int
    ips: Estimate
    snips: Estimate
    logged: Estimate
    gain: Estimate
    effective: float
    clipped: int
    weight: Estimate
    people: int

    @property
    def believable(self) -> bool:
        """Whether the mean weight is within twice its interval of 1; false chances, or showings that were
        not logged, pull it away.
        """
        return abs(self.weight.value - 1.0) <= self.weight.high - self.weight.low + 1e-9

    @property
    def enough(self) -> bool:
        return self.effective >= FEWEST and self.believable


def off_policy(
    reward: FloatArray,
    propensity: FloatArray,
    other: FloatArray,
    people: NDArray[np.intp] | None = None,
    *,
    clip: float = CLIP,
) -> OffPolicy:
    """Inverse propensity scoring, plain and self-normalised.

    reward: (showings,), 0 to 1. propensity: the chance with which each was chosen, above 0. other: the chance
    with which the other way would have chosen the same. people: (showings,), to whom, from 0 on; the showings
    of one person are not independent, so intervals go by people (each their own without it).
    IPS = mean(w r), w = other / propensity; SNIPS =
    sum(w r) / sum(w), its interval by the delta method. Sources: Horvitz and Thompson 1952; Swaminathan and
    Joachims 2015. Raises ValueError where a propensity is not above 0 or there are no showings.
    """
    if not len(reward) or (propensity <= 0).any():
        raise ValueError("every showing needs a chance above 0, and there must be some")
    people = np.arange(len(reward)) if people is None else people
    whole = other / propensity
    weight = np.minimum(whole, clip)
    total = float(weight.sum())
    value = float((weight * reward).sum() / total) if total > 0 else 0.0
    # Of each showing its pull on the ratio, so that means of it are means of the estimate's error.
    pull = weight * (reward - value) / max(total / len(reward), 1e-12)
    ips = _mean(weight * reward, people)
    mean = float(reward.mean())
    return OffPolicy(
        showings=len(reward),
        ips=ips,
        snips=_around(value, pull, people),
        logged=_mean(reward, people),
        gain=_around(value - mean, pull - (reward - mean), people),
        effective=total**2 / float((weight**2).sum()) if total > 0 else 0.0,
        clipped=int((whole > clip).sum()),
        weight=_mean(whole, people),
        people=len(np.unique(people)),
    )


def _mean(values: FloatArray, people: NDArray[np.intp]) -> Estimate:
    return _around(float(values.mean()), values - values.mean(), people)


def _around(value: float, errors: FloatArray, people: NDArray[np.intp]) -> Estimate:
    """errors: (showings,), the pull of each on the estimate, which add up within a person."""
    sums = np.bincount(people, weights=errors)
    groups = len(np.unique(people))
    spread = Z * sqrt(float((sums**2).sum()) * groups / max(groups - 1, 1)) / len(errors)
    return Estimate(value, value - spread, value + spread)
