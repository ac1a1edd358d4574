"""Mid-p values of counts: under a chance that is known, and under one that was itself estimated."""

import numpy as np

from engine.gaps.latent.fields import FloatArray
from engine.gaps.score.library import special

NEGLIGIBLE = 1e-12


def mid_p(counts: FloatArray, n: FloatArray, p: FloatArray) -> FloatArray:
    """Two-sided mid-p value of `counts` under Binomial(n, p): twice the smaller tail, the count half in it.

    Shapes broadcast; counts from 0 to n, p within (0, 1). 1 where nothing was said.
    Source: Lancaster 1961.
    """
    at_most = _cdf(counts, n, p)
    below = np.where(counts > 0, _cdf(counts - 1, n, p), 0.0)
    return _two_sided((at_most + below) / 2)


def mid_p_estimated(counts: FloatArray, n: FloatArray, p: FloatArray, precision: FloatArray) -> FloatArray:
    """The same under BetaBinomial(n, precision p, precision (1 - p)): p is a guess worth `precision` deeds.

    precision: above 0; the larger, the nearer to `mid_p`. Shapes broadcast.
    """
    c, n, p, precision = (
        np.array(one, dtype=np.float64) for one in np.broadcast_arrays(counts, n, p, precision)
    )
    a, b = precision * p, precision * (1 - p)
    with np.errstate(divide="ignore"):
        choose = -np.log1p(n) - special().betaln(n - c + 1, c + 1)
    here = np.exp(choose + special().betaln(c + a, n - c + b) - special().betaln(a, b))
    below = c < n * p
    # Both tails are summed outwards from the count, where the terms only fall: nothing runs over or under.
    tail = np.where(below, _outwards(c, n, a, b, down=True), _outwards(c, n, a, b, down=False))
    return _two_sided(here * (0.5 + tail))


def _outwards(c: FloatArray, n: FloatArray, a: FloatArray, b: FloatArray, *, down: bool) -> FloatArray:
    """Sum of P(k) / P(c) over all k beyond c."""
    # Going down is going up among the statements that were not about the topic.
    k, first, second = (n - c, b, a) if down else (c, a, b)
    away = c < n * a / (a + b) if down else c >= n * a / (a + b)
    k, term = k.copy(), np.where(away, 1.0, 0.0)
    total = np.zeros_like(term)
    while True:
        left = np.maximum(n - k, 0.0)
        term = term * left * (k + first) / ((k + 1) * (np.maximum(left - 1, 0.0) + second))
        total += term
        k += 1
        if not (term > NEGLIGIBLE * (total + 1)).any():
            return total


def _two_sided(lower: FloatArray) -> FloatArray:
    return np.clip(2 * np.minimum(lower, 1 - lower), 0.0, 1.0)


def _cdf(counts: FloatArray, n: FloatArray, p: FloatArray) -> FloatArray:
    """P(X <= counts) by the incomplete beta function."""
    inside = counts < n
    found = special().betainc(
        np.where(inside, n - counts, 1.0), np.where(inside, np.maximum(counts, 0.0), 0.0) + 1, 1 - p
    )
    return np.where(inside, found, 1.0)
