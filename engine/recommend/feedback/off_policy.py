"""What another way of choosing would have earned, from what was shown with known chances."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

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
    showings whose weight was cut to CLIP. enough: whether `effective` reaches FEWEST.
    """

    showings: int
    ips: Estimate
    snips: Estimate
    logged: Estimate
    gain: Estimate
    effective: float
    clipped: int

    @property
    def enough(self) -> bool:
        return self.effective >= FEWEST


def off_policy(
    reward: FloatArray, propensity: FloatArray, other: FloatArray, clip: float = CLIP
) -> OffPolicy:
    """Inverse propensity scoring, plain and self-normalised.

    reward: (showings,), 0 to 1. propensity: the chance with which each was chosen, above 0. other: the chance
    with which the other way would have chosen the same. IPS = mean(w r), w = other / propensity; SNIPS =
    sum(w r) / sum(w), its interval by the delta method. Sources: Horvitz and Thompson 1952; Swaminathan and
    Joachims 2015. Raises ValueError where a propensity is not above 0 or there are no showings.
    """
    if not len(reward) or (propensity <= 0).any():
        raise ValueError("every showing needs a chance above 0, and there must be some")
    whole = other / propensity
    weight = np.minimum(whole, clip)
    total = float(weight.sum())
    value = float((weight * reward).sum() / total) if total > 0 else 0.0
    # Of each showing its pull on the ratio, so that means of it are means of the estimate's error.
    pull = weight * (reward - value) / max(total / len(reward), 1e-12)
    ips = _mean(weight * reward)
    mean = float(reward.mean())
    return OffPolicy(
        showings=len(reward),
        ips=ips,
        snips=_around(value, pull),
        logged=_mean(reward),
        gain=_around(value - mean, pull - (reward - mean)),
        effective=total**2 / float((weight**2).sum()) if total > 0 else 0.0,
        clipped=int((whole > clip).sum()),
    )


def _mean(values: FloatArray) -> Estimate:
    return _around(float(values.mean()), values - values.mean())


def _around(value: float, errors: FloatArray) -> Estimate:
    size = len(errors)
    spread = Z * float(np.sqrt((errors**2).sum() / max(size - 1, 1))) / sqrt(size)
    return Estimate(value, value - spread, value + spread)
