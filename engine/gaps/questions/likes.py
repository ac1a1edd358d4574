"""Whom a customer's purchases show to like something: those who buy more of it than is usual."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def likes_of(counts: NDArray[Any]) -> NDArray[np.bool_]:
    """(customers, attributes): whether the attribute's share of the customer's purchases is above its
    share of all customers' purchases.

    counts: (customers, attributes), whole numbers. Who bought nothing likes nothing. Counting purchases alone
    would call everybody who buys much a friend of everything.
    """
    total = counts.sum(axis=1, keepdims=True)
    usual = counts.sum(axis=0) / max(float(counts.sum()), 1.0)
    return np.asarray(counts > usual * total, dtype=np.bool_)
