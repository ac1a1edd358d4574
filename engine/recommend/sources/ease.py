"""Products by a linear model of all items at once: what others add when one is known."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.recommend.interactions import Interactions, Sparse
from engine.recommend.sources.linear import Linear


@dataclass(frozen=True)
class EaseConfig:
    """regularisation: lambda, in customers. max_items: the most touched ones that the model holds, as it
    needs the inverse of a dense (items, items) matrix; the others are left to the other sources.
    """

    regularisation: float = 200.0
    max_items: int = 10_000


class Ease(Linear):
    """Embarrassingly shallow autoencoder: B = I - P diag(1 / P), P = (X'X + lambda I)^-1, diagonal 0.

    Source: Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse Data".
    """

    name = "ease"

    def __init__(self, config: EaseConfig | None = None) -> None:
        self.config = config or EaseConfig()

    def fit(self, interactions: Interactions) -> None:
        self._items = interactions.items
        kept = most_touched(interactions.matrix, self.config.max_items)
        matrix = interactions.matrix[:, kept] if len(kept) < len(self._items) else interactions.matrix
        small = closed_form((matrix.T @ matrix).toarray(), self.config.regularisation)
        if len(kept) == len(self._items):
            self._between = small
        else:
            self._between = np.zeros((len(self._items), len(self._items)), dtype=np.float32)
            self._between[np.ix_(kept, kept)] = small


def closed_form(gram: Any, regularisation: float) -> NDArray[np.float32]:
    """B of EASE from the Gram matrix X'X, both (items, items). The Gram matrix is overwritten."""
    linalg: Any = import_module("scipy.linalg")  # here, as it loads slowly
    size = len(gram)
    if not size:
        return np.zeros((0, 0), dtype=np.float32)
    gram[np.diag_indices(size)] += regularisation
    factor, _ = linalg.lapack.dpotrf(gram, lower=1, overwrite_a=1)
    inverse, _ = linalg.lapack.dpotri(factor, lower=1, overwrite_c=1)
    inverse = np.tril(inverse) + np.tril(inverse, -1).T
    between = (inverse / -np.diag(inverse)).astype(np.float32)
    np.fill_diagonal(between, 0.0)
    return between


def most_touched(matrix: Sparse, count: int) -> NDArray[np.intp]:
    """The columns that most customers touched, `count` at most, ascending."""
    touched = np.bincount(matrix.indices, minlength=matrix.shape[1])
    order = np.argsort(-touched, kind="stable")[:count]
    return np.sort(order)
