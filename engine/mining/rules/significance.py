"""How likely chance alone would have it."""

from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


def chance(both: IntArray, first: IntArray, second: IntArray, total: int) -> FloatArray:
    """P(as many baskets or more hold both), were the two independent given how many hold each.

    both, first, second: (rules,), baskets. Returns (rules,): the one-sided p-value of Fisher's exact test,
    which is the upper tail of the hypergeometric distribution.
    """
    library: Any = import_module("scipy.stats")  # here, as it loads slowly
    return np.clip(library.hypergeom.sf(both - 1, total, second, first), 0.0, 1.0)


def false_discovery_rate(p_values: FloatArray, tested: int) -> FloatArray:
    """The share of false rules among those with a p-value as small or smaller.

    p_values: (rules,). tested: how many were looked at in all; those that are not given count as p = 1, so
    that choosing rules by their confidence first does not flatter them. Returns (rules,), never falling
    with p. Raises ValueError where fewer were tested than are given.
    Source: Benjamini and Hochberg 1995.
    """
    if tested < len(p_values):
        raise ValueError("more p-values than were tested")
    order = np.argsort(p_values, kind="stable")
    rates = p_values[order] * tested / np.arange(1, len(p_values) + 1)
    rates = np.minimum.accumulate(rates[::-1])[::-1]
    adjusted = np.empty_like(p_values)
    adjusted[order] = np.minimum(rates, 1.0)
    return adjusted
