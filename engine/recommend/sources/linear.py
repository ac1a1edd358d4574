"""Sources whose score is a sum over the products of the history, so that its parts are exact."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.recommend.interactions import FloatArray, History, Sparse, stacked


class Linear:
    """score(j) = max(0, sum over the history's items i of w_i B(i, j)).

    `_between` is B: (items, items), a sparse array or an array of float32 (half the memory); sums are
    float64. A class that builds upon it sets `_items` and `_between` when it is fitted.
    """

    _items: list[str]
    _between: Sparse

    def score(self, history: History) -> FloatArray:
        touched = np.flatnonzero(history.weights)
        found: FloatArray = history.weights[touched] @ self._rows(touched)
        return np.maximum(found, 0.0)

    def score_many(self, histories: Sequence[History]) -> FloatArray:
        """(histories, items), as `score` gives each."""
        found: Any = stacked(histories) @ self._between if histories else np.zeros((0, len(self._items)))
        scores: FloatArray = np.asarray(found.toarray() if hasattr(found, "toarray") else found)
        return np.maximum(scores, 0.0)

    def parts(self, history: History, item: int) -> dict[str, float]:
        """One part a product of the history, by its id."""
        return self.parts_many(history, [item])[0]

    def parts_many(self, history: History, items: Sequence[int]) -> list[dict[str, float]]:
        """As `parts` gives each."""
        touched = np.flatnonzero(history.weights)
        block: Any = self._between[touched][:, list(items)]
        found = np.asarray(block.toarray() if hasattr(block, "toarray") else block, dtype=np.float64)
        shares = history.weights[touched, None] * found
        return [named_parts(self._items, touched, line) for line in shares.T]

    def _rows(self, touched: NDArray[np.intp]) -> Any:
        return self._between[touched].astype(np.float64)


def named_parts(items: Sequence[str], touched: NDArray[np.intp], shares: FloatArray) -> dict[str, float]:
    """Shares by the id of the history's product, those of 0 left out; none where they sum to 0 or less."""
    if shares.sum() <= 0:
        return {}
    return {items[int(n)]: float(share) for n, share in zip(touched, shares, strict=True) if share != 0}


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
