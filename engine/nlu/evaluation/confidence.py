"""Whether confidences mean what they say: calibration error, and how confidences are spread."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 10
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Bin:
    """Messages whose confidence lies in [low, high): mean confidence and share of right answers."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


def reliability_bins(confidence: Floats, right: Flags, bins: int = BINS) -> list[Bin]:
    """Equal-width bins over [0, 1], empty ones too (with zeros). confidence: (n,); right: (n,)."""
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    found: list[Bin] = []
    for number in range(bins):
        rows = which == number
        count = int(rows.sum())
        mean = float(confidence[rows].mean()) if count else 0.0
        share = float(right[rows].mean()) if count else 0.0
        found.append(Bin(number / bins, (number + 1) / bins, count, mean, share))
    return found


def expected_calibration_error(bins: list[Bin]) -> float:
    """Mean gap between confidence and accuracy, each bin weighted by its messages; 0 is perfect.

    Source: Naeini et al. 2015, Obtaining Well Calibrated Probabilities Using Bayesian Binning.
    """
    total = sum(one.count for one in bins)
    gaps = sum(one.count * abs(one.accuracy - one.confidence) for one in bins)
    return gaps / total if total else 0.0


def confidence_histogram(confidence: Floats, right: Flags, bins: int = 2 * BINS) -> dict[str, list[float]]:
    """`edges` (bins + 1) and the numbers of `right` and `wrong` answers between them."""
    edges = np.linspace(0.0, 1.0, bins + 1)
    return {
        "edges": [round(float(edge), 4) for edge in edges],
        "right": [int(count) for count in np.histogram(confidence[right], edges)[0]],
        "wrong": [int(count) for count in np.histogram(confidence[~right], edges)[0]],
    }
