"""Not five of the same: maximal marginal relevance."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from engine.recommend.interactions import FloatArray


def maximal_marginal_relevance(
    worth: FloatArray, alike: Callable[[int], FloatArray], balance: float, count: int | None = None
) -> NDArray[np.intp]:
    """The order in which items are chosen: places of the first `count`, of all (items,) without it.

    worth: (items,), best about 1. alike: of a place, its likeness to all, (items,), 0 to 1. balance: 1 goes
    by worth alone. Each step takes the item with the largest balance * worth - (1 - balance) * max likeness
    to what is chosen, ties by place. Source: Carbonell & Goldstein 1998.
    """
    order = np.zeros(min(len(worth), len(worth) if count is None else count), dtype=np.intp)
    nearest = np.zeros(len(worth))
    left = balance * worth
    for step in range(len(order)):
        best = int(np.argmax(left - (1.0 - balance) * nearest))
        order[step] = best
        left[best] = -np.inf
        nearest = np.maximum(nearest, alike(best))
    return order
