"""Each customer's past in two: what they are known by, and what they did next."""

import numpy as np
from numpy.typing import NDArray

from engine.recommend.interactions import Interactions, Sparse, sparse_of


def halves(interactions: Interactions) -> tuple[Sparse, Sparse]:
    """The earlier and the later half of the baskets of each customer who has two or more, as counts of items.

    Both are (customers, items), in one order; of an odd number the later half has one more.
    """
    age = np.nan_to_num(interactions.basket_age, nan=np.inf)
    order = np.lexsort((-age, interactions.basket_of))
    counts = np.bincount(interactions.basket_of, minlength=len(interactions.customers))
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.intp)
    rank = np.arange(len(order)) - starts[interactions.basket_of[order]]
    early = rank < counts[interactions.basket_of[order]] // 2
    able = np.flatnonzero(counts >= 2)  # noqa: PLR2004 - two halves
    shape = (len(interactions.customers), len(order))

    def side(chosen: NDArray[np.bool_]) -> Sparse:
        mine = order[chosen]
        picked = sparse_of(np.ones(len(mine)), (interactions.basket_of[mine], mine), shape)
        return (picked @ interactions.baskets)[able]

    return side(early), side(~early)
