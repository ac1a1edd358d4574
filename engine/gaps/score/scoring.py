"""The gap between what customers say and what is expected of them, with its interval and its flag."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.errors import Invalid
from engine.gaps.latent.fields import FloatArray
from engine.gaps.score.library import special
from engine.gaps.score.tails import mid_p, mid_p_estimated

ALPHA = 10.0
"""Statements that the expectation counts for."""
LEAST_BITS = 0.5
LEVEL = 0.05
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Gaps:
    """One row a customer, one column a topic; `said` and `total` are (customers,).

    delta: bits, above zero where the customer says more than we see. low, high: 95 % interval of it. p_value:
    two-sided mid-p of the count. flagged: |delta| > .5 bit and the p-value survives Benjamini-Hochberg at
    5 % within the customer. total: smoothed KL divergence in bits, never negative.
    """

    counts: FloatArray
    said: FloatArray
    expected: FloatArray
    delta: FloatArray
    low: FloatArray
    high: FloatArray
    p_value: FloatArray
    flagged: Flags
    total: FloatArray


def gap_scores(
    counts: FloatArray, expected: FloatArray, precision: FloatArray | None = None, *, alpha: float = ALPHA
) -> Gaps:
    """delta(y) = log2[(c_y + alpha p_y) / (n + alpha)] - log2 p_y for customers' counts and expectations.

    counts: (customers, topics), whole numbers of statements; expected: the same shape, p(y | x), rows sum
    to 1, above 0. precision: (customers,), how many deeds each row of p is worth (`precision_of`); None
    where p is known for certain. An estimated p widens test and interval. Raises Invalid for other shapes,
    counts or probabilities.
    Source: Dirichlet smoothing; Benjamini and Hochberg 1995; the interval of the share is that of its
    posterior, joined with p's own by variance recovery (MOVER, Donner and Zou 2012) on the log scale.
    """
    _check(counts, expected, precision)
    said = counts.sum(axis=1)
    n = np.repeat(said[:, None], counts.shape[1], axis=1)
    share = (counts + alpha * expected) / (n + alpha)
    delta = np.log2(share / expected)
    low, high = _interval(counts + alpha * expected, n - counts + alpha * (1 - expected), share, expected)
    if precision is None:
        p_value = mid_p(counts, n, expected)
    else:
        worth = np.repeat(precision[:, None], counts.shape[1], axis=1)
        p_value = mid_p_estimated(counts, n, expected, worth)
        down, up = _interval(worth * expected, worth * (1 - expected), expected, expected)
        low, high = delta - np.hypot(delta - low, up), delta + np.hypot(high - delta, down)
    flagged = (np.abs(delta) > LEAST_BITS) & survives(p_value)
    total = np.maximum((share * delta).sum(axis=1), 0.0)
    return Gaps(counts, said, expected, delta, low, high, p_value, flagged, total)


def survives(p_values: FloatArray, level: float = LEVEL) -> Flags:
    """Which hypotheses of each row Benjamini-Hochberg rejects: those up to the largest k with
    p_(k) <= level k / m.
    """
    topics = p_values.shape[1]
    ordered = np.sort(p_values, axis=1)
    bounds: FloatArray = level * np.arange(1, topics + 1, dtype=np.float64) / topics
    last = np.where(ordered <= bounds, ordered, -1.0).max(axis=1, keepdims=True)
    return p_values <= last


def _interval(
    first: FloatArray, second: FloatArray, share: FloatArray, expected: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """log2 of the 2.5 % and 97.5 % points of Beta(first, second) over `expected`, around `share`."""
    points = (np.maximum(special().betaincinv(first, second, tail), 1e-12) for tail in (0.025, 0.975))
    low, high = (np.log2(point / expected) for point in points)
    # With far less than one statement expected both points may lie below the mean.
    middle = np.log2(share / expected)
    return np.minimum(low, middle), np.maximum(high, middle)


def _check(counts: FloatArray, expected: FloatArray, precision: FloatArray | None) -> None:
    if counts.ndim != 2 or counts.shape != expected.shape:  # noqa: PLR2004 - customers x topics
        raise Invalid("Counts and expectations need the same shape: customers by topics.")
    if (counts < 0).any() or (counts != np.floor(counts)).any():
        raise Invalid("Statements are counted in whole numbers that are not negative.")
    sums = expected.sum(axis=1)
    if not ((expected > 0).all() and np.allclose(sums, 1.0, atol=1e-6) and expected.shape[1] > 1):
        raise Invalid("What is expected has to be above 0 and to sum to 1 over two topics or more.")
    if precision is not None and (precision.shape != (len(counts),) or not (precision > 0).all()):
        raise Invalid("The precision is one number above 0 a customer.")
