"""Sources whose score is a sum over the products of the history, so that its parts are exact."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.recommend.interactions import FloatArray, History, Sparse, stacked
from engine.recommend.source import Spoke, Spoken, spoken_by_product
from engine.recommend.sources.rows import rows_of


class Linear(Spoke):
    """score(j) = max(0, sum over the history's items i of w_i B(i, j)).

    `_between` is B: (items, items), a sparse array or an array of float32 (half the memory); sums are
    float64. A class that builds upon it sets `_items` and `_between` when it is fitted.
    """

    _items: list[str]
    _between: Sparse

    def spoken(self, history: History) -> Spoken:
        """The sums, and their shares by the id of the history's product."""
        touched = history.touched
        weights = history.weights[touched]
        rows = rows_of(self._between, touched)
        scores = np.maximum(rows.weighted(weights), 0.0)
        products = [self._items[item] for item in touched.tolist()]
        return spoken_by_product(products, scores, lambda asked: weights[:, None] * rows.at(asked))

    def score_many(self, histories: Sequence[History]) -> FloatArray:
        """(histories, items), as `score` gives each."""
        found: Any = stacked(histories) @ self._between if histories else np.zeros((0, len(self._items)))
        scores: FloatArray = np.asarray(found.toarray() if hasattr(found, "toarray") else found)
        return np.maximum(scores, 0.0)


def largest(matrix: Sparse, count: int) -> Sparse:
    """Keep the `count` largest values of each row of a CSR array, ties by column."""
    keep = np.ones(matrix.nnz, dtype=bool)
    for start, end in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True):
        if end - start > count:
            order = np.argsort(-matrix.data[start:end], kind="stable")
            keep[start + order[count:]] = False
    matrix.data = np.where(keep, matrix.data, 0.0)
    matrix.eliminate_zeros()
    return matrix
