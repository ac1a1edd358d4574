"""Not five of the same: maximal marginal relevance."""

import numpy as np
from numpy.typing import NDArray

from engine.recommend.interactions import FloatArray


def maximal_marginal_relevance(worth: FloatArray, alike: FloatArray, balance: float) -> NDArray[np.intp]:
    """The order in which items are chosen: (items,) places.

    worth: (items,), best about 1. alike: (items, items), 0 to 1. balance: 1 goes by worth alone.
    Each step takes the item with the largest balance * worth - (1 - balance) * max likeness to what is
    chosen, ties by place. Source: Carbonell & Goldstein 1998.
    """
    order = np.zeros(len(worth), dtype=np.intp)
    nearest = np.zeros(len(worth))
    left = balance * worth
    open_ = np.ones(len(worth), dtype=bool)
    for step in range(len(worth)):
        best = int(np.argmax(np.where(open_, left - (1.0 - balance) * nearest, -np.inf)))
        order[step] = best
        open_[best] = False
        nearest = np.maximum(nearest, alike[best])
    return order
