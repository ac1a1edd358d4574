"""The last place of a list, now and then given to something of which too little is known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np

from engine.recommend.feedback.thompson import chances, posterior
from engine.recommend.interactions import FloatArray
from engine.recommend.views import Candidate

OPTIONS = 8
"""Products that may come to the place: the one whose turn it is, and those that would follow."""


@dataclass(frozen=True)
class Interest:
    """How often each item was shown, and how often that was followed by interest: (items,) each."""

    shown: FloatArray
    liked: FloatArray


@dataclass(frozen=True)
class Trying:
    """share: of lists in which the last place is tried out. seed: what chance goes by, so that the same
    request gets the same list.
    """

    share: float
    seed: str


@dataclass(frozen=True)
class Tried:
    """candidate: with the chance with which it came. options: columns of what could have come, the one whose
    turn it was first.
    """

    candidate: Candidate
    options: tuple[int, ...]


def tried(options: Sequence[Candidate], interest: Interest, trying: Trying) -> Tried:
    """One of the options: the first, or with chance `share` one drawn by Thompson sampling among all.

    Its propensity is (1 - share) [it is the first] + share * its chance of being drawn.
    """
    columns = np.array([one.item for one in options], dtype=np.intp)
    drawn = chances(*_known(interest, columns))
    propensity = trying.share * drawn
    propensity[0] += 1.0 - trying.share
    at = int(np.searchsorted(np.cumsum(propensity), _uniform(trying.seed), side="right"))
    at = min(at, len(options) - 1)
    found = replace(options[at], propensity=float(propensity[at]), explored=at > 0)
    return Tried(found, tuple(int(column) for column in columns))


def _known(interest: Interest, columns: np.ndarray) -> tuple[FloatArray, FloatArray]:
    a, b = posterior(interest.shown, interest.liked)
    return a[columns], b[columns]


def _uniform(seed: str) -> float:
    """Between 0 and 1, the same for the same seed on every machine."""
    return int.from_bytes(blake2b(seed.encode(), digest_size=7).digest()) / 2**56
