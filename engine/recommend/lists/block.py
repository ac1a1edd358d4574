"""The best items of a block of customers by latent factors: the same function here and on Spark's workers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.recommend.interactions import FloatArray, Sparse
from engine.recommend.sources.als import AlsConfig

BLOCK = 512
"""Customers at once: their scores of 10,000 items take 40 MB."""
NOTHING = -1


@dataclass(frozen=True)
class FactorScorer:
    """Scores of all items for many customers, as `Als.score` gives each.

    factors: (items, factors). allowed: (items,), False where an item is not to be shown to anybody.
    """

    factors: FloatArray
    config: AlsConfig
    allowed: NDArray[np.bool_]

    @classmethod
    def of(cls, factors: FloatArray, config: AlsConfig, allowed: Sequence[bool]) -> "FactorScorer":
        return cls(factors, config, np.array(allowed, dtype=bool))

    def top(self, weights: Sparse, barred: Sparse, k: int) -> tuple[NDArray[np.int32], FloatArray]:
        """Columns and scores of the k best items of each customer, best first, ties by column.

        weights: (customers, items), CSR; barred: (customers, items), CSR, not 0 where this customer is
        not to be shown the item. Both returned arrays are (customers, k); where fewer than k items score
        above 0, the rest are NOTHING and 0.
        """
        count = weights.shape[0]
        items, scores = np.full((count, k), NOTHING, dtype=np.int32), np.zeros((count, k))
        gram = self.factors.T @ self.factors
        gram += self.config.regularisation * np.eye(self.factors.shape[1])
        for start in range(0, count, BLOCK):
            end = min(start + BLOCK, count)
            folded = self._folded_in(weights[start:end], gram)
            found = folded @ self.factors.T
            found[:, ~self.allowed] = 0.0
            rows, columns = barred[start:end].nonzero()
            found[rows, columns] = 0.0
            items[start:end], scores[start:end] = _best(found, k)
        return items, scores

    def _folded_in(self, weights: Sparse, gram: FloatArray) -> FloatArray:
        """The factors of these customers: (customers, factors), by each one's normal equations."""
        size = gram.shape[0]
        systems, targets = np.empty((weights.shape[0], size, size)), np.empty((weights.shape[0], size))
        for row, (touched, theirs) in enumerate(_rows(weights)):
            confidence = self.config.alpha * theirs
            known = self.factors[touched]
            systems[row] = gram + (known.T * (np.abs(confidence) - 1)) @ known
            targets[row] = np.maximum(confidence, 0.0) @ known
        solved: FloatArray = np.asarray(np.linalg.solve(systems, targets[:, :, None]), dtype=np.float64)
        return solved[:, :, 0]


def _rows(matrix: Sparse) -> Iterator[tuple[Any, FloatArray]]:
    for start, end in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True):
        yield matrix.indices[start:end], matrix.data[start:end]


def _best(scores: FloatArray, k: int) -> tuple[NDArray[np.int32], FloatArray]:
    """The k largest scores above 0 of each row, ties by column: (rows, k) each."""
    count = min(k, scores.shape[1])
    items, best = np.full((len(scores), k), NOTHING, dtype=np.int32), np.zeros((len(scores), k))
    if not count:
        return items, best
    # Rounding keeps items that only differ by the order of adding in one order: the lower column first.
    rounded: FloatArray = np.maximum(scores, 0.0).round(12)
    order = _largest(rounded, count)
    values = np.take_along_axis(rounded, order, axis=1)
    items[:, :count] = np.where(values > 0, order, NOTHING)
    best[:, :count] = values
    return items, best


def _largest(scores: FloatArray, count: int) -> NDArray[np.intp]:
    """Columns of the `count` largest of each row, the largest first, ties by column also at the cut."""
    some = np.sort(np.argpartition(-scores, count - 1, axis=1)[:, :count], axis=1)
    values = np.take_along_axis(scores, some, axis=1)
    least = values.min(axis=1)
    # Where more items share the least value than there are places, partition takes any of them.
    for row in np.flatnonzero((least > 0) & ((scores >= least[:, None]).sum(axis=1) > count)):
        some[row] = np.sort(np.argsort(-scores[row], kind="stable")[:count])
    order = np.argsort(-np.take_along_axis(scores, some, axis=1), axis=1, kind="stable")
    return np.take_along_axis(some, order, axis=1)
