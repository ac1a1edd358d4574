"""The gap between what a customer says and what the behaviour model expects, topic by topic."""

from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, betaincinv  # pyright: ignore[reportMissingTypeStubs]

from engine.errors import Invalid
from engine.gaps.latent.fields import FloatArray

ALPHA = 10.0
"""Statements that the model's expectation counts for."""
LEAST_BITS = 0.5
LEVEL = 0.05


@dataclass(frozen=True)
class Gaps:
    """One row a customer, one column a topic; `said` is (customers,).

    delta: bits, above zero where the customer says more than we see. low, high: 95 % interval of it. p_value:
    two-sided mid-p of the count. flagged: |delta| > .5 bit and the p-value survives Benjamini-Hochberg at
    5 % within the customer. total: (customers,), smoothed KL divergence in bits.
    """

    counts: FloatArray
    said: FloatArray
    expected: FloatArray
    delta: FloatArray
    low: FloatArray
    high: FloatArray
    p_value: FloatArray
    flagged: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
    total: FloatArray


def gap_scores(counts: FloatArray, expected: FloatArray, *, alpha: float = ALPHA) -> Gaps:
    """delta(y) = log2[(c_y + alpha p_y) / (n + alpha)] - log2 p_y for customers' counts and expectations.

    counts: (customers, topics), whole numbers of statements; expected: the same shape, p(y | x), rows sum
    to 1, above 0. The interval is that of the share under its posterior Beta(c + alpha p, n - c + alpha
    (1 - p)). Raises Invalid for other shapes, counts or probabilities.
    Source: Dirichlet smoothing; mid-p test (Lancaster 1961); Benjamini and Hochberg 1995.
    """
    _check(counts, expected)
    said = counts.sum(axis=1)
    n = said[:, None]
    share = (counts + alpha * expected) / (n + alpha)
    delta = np.log2(share / expected)
    first, second = counts + alpha * expected, n - counts + alpha * (1 - expected)
    low, high = (np.log2(betaincinv(first, second, tail) / expected) for tail in (0.025, 0.975))
    p_value = mid_p(counts, n, expected)
    flagged = (np.abs(delta) > LEAST_BITS) & survives(p_value)
    return Gaps(
        counts,
        said,
        expected,
        delta,
        low,
        high,
        p_value,
        flagged,
        (share * np.log2(share / expected)).sum(axis=1),
    )


def mid_p(counts: FloatArray, n: FloatArray, p: FloatArray) -> FloatArray:
    """Two-sided mid-p value of `counts` under Binomial(n, p): twice the smaller tail, the count half in it.

    Shapes broadcast. 1 where nothing was said.
    """
    at_most = _cdf(counts, n, p)
    below = np.where(counts > 0, _cdf(counts - 1, n, p), 0.0)
    lower = (at_most + below) / 2
    return np.minimum(1.0, 2 * np.minimum(lower, 1 - lower))


def survives(p_values: FloatArray, level: float = LEVEL) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Which hypotheses of each row are rejected by Benjamini-Hochberg: those up to the largest k with
    p_(k) <= level k / m.
    """
    topics = p_values.shape[1]
    ordered = np.sort(p_values, axis=1)
    bounds: FloatArray = level * np.arange(1, topics + 1, dtype=np.float64) / topics
    last = np.where(ordered <= bounds, ordered, -1.0).max(axis=1, keepdims=True)
    return p_values <= last


def _cdf(counts: FloatArray, n: FloatArray, p: FloatArray) -> FloatArray:
    """P(X <= counts) by the incomplete beta function; counts from 0 to n."""
    inside = counts < n
    return np.where(
        inside,
        betainc(np.maximum(n - counts, 1), np.maximum(counts, 0) + 1, 1 - p),
        1.0,
    )


def _check(counts: FloatArray, expected: FloatArray) -> None:
    if counts.ndim != 2 or counts.shape != expected.shape:  # noqa: PLR2004 - customers x topics
        raise Invalid("Counts and expectations need the same shape: customers by topics.")
    if (counts < 0).any() or (counts != np.floor(counts)).any():
        raise Invalid("Statements are counted in whole numbers that are not negative.")
    if not ((expected > 0).all() and np.allclose(expected.sum(axis=1), 1.0, atol=1e-6)):
        raise Invalid("What is expected has to be above 0 and to sum to 1 over a customer's topics.")
