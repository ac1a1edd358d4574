"""Robust z-scores, from a sample of constant size."""

import math
import random
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean, median

from engine.events.cleaning_rules import ROBUST_Z

SAMPLE = 20_000
_MAD_TO_SIGMA = 1 / 0.6745
_MEAN_TO_SIGMA = 1.253314
_SEED = 20_111_209


@dataclass(frozen=True)
class Scale:
    """Centre and spread (as a standard deviation) of the logarithms of some values."""

    centre: float
    spread: float

    def score(self, value: float) -> float:
        """The robust z-score (ln x - median) / spread; 0 for what is not above 0."""
        if value <= 0 or self.spread == 0:
            return 0.0
        return (math.log(value) - self.centre) / self.spread

    def beyond(self, value: float) -> bool:
        """Is the value an outlier (|z| > 3.5)?"""
        return abs(self.score(value)) > ROBUST_Z


class Reservoir:
    """An even sample of all values that passed (Vitter's algorithm R), the same at every run."""

    def __init__(self, size: int = SAMPLE) -> None:
        self._size = size
        self._seen = 0
        self._sample: list[float] = []
        self._random = random.Random(_SEED)  # noqa: S311 - a sample, no secret

    def add(self, values: Iterable[float]) -> None:
        """Let values pass; those that are not above 0 have no logarithm and are left out."""
        for value in values:
            if value <= 0:
                continue
            self._seen += 1
            if len(self._sample) < self._size:
                self._sample.append(value)
            elif (place := int(self._random.random() * self._seen)) < self._size:
                self._sample[place] = value

    def scale(self) -> Scale:
        """Median of the logarithms, and the median distance from it as a standard deviation.

        Where over half of them are equal, the mean distance takes its place; where all are, nothing is an
        outlier. Source: Iglewicz and Hoaglin 1993, the modified z-score.
        """
        if not self._sample:
            return Scale(0.0, 0.0)
        logs = [math.log(value) for value in self._sample]
        centre = median(logs)
        distances = [abs(one - centre) for one in logs]
        return Scale(centre, median(distances) * _MAD_TO_SIGMA or fmean(distances) * _MEAN_TO_SIGMA)
