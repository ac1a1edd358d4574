"""Products that the same customers bought as those of this customer's history."""

from dataclasses import dataclass

import numpy as np

from engine.recommend.interactions import FloatArray, History, Interactions, Sparse, sparse_of


@dataclass(frozen=True)
class ItemKnnConfig:
    """neighbours: similar items kept of each item. shrinkage: doubt about items that few customers share."""

    neighbours: int = 50
    shrinkage: float = 10.0


class ItemKnn:
    """Item-based collaborative filtering with shrunk cosine.

    s(i, j) = x_i . x_j / (|x_i| |x_j| + shrinkage) over customers' weights, the largest `neighbours`
    of each item; score(j) = sum over the history's items i of w_i s(i, j).
    Source: Sarwar et al. 2001; shrinkage as in Bell and Koren 2007.
    """

    name = "item_knn"

    def __init__(self, config: ItemKnnConfig | None = None) -> None:
        self.config = config or ItemKnnConfig()

    def fit(self, interactions: Interactions) -> None:
        self._items = interactions.items
        self._similar = similarities(interactions.matrix, self.config)
        self._together = (interactions.purchases.T @ interactions.purchases).tocsr()

    def score(self, history: History) -> FloatArray:
        # Only the rows of what was touched: a request must not walk through every item's neighbours.
        touched = np.flatnonzero(history.weights)
        rows = self._similar[touched]
        shares = rows.data * np.repeat(history.weights[touched], np.diff(rows.indptr))
        return np.bincount(rows.indices, weights=shares, minlength=len(self._items)).astype(np.float64)

    def parts(self, history: History, item: int) -> dict[str, float]:
        touched = np.flatnonzero(history.weights)
        shares = history.weights[touched] * self._similar[touched][:, [item]].toarray().ravel()
        return {self._items[n]: float(share) for n, share in zip(touched, shares, strict=True) if share}

    def row_of(self, item: int, *, axis: int = 0) -> FloatArray:
        """Similarity of `item` to all others, (items,); axis 1: of all others to `item`."""
        line = self._similar[[item], :] if axis == 0 else self._similar[:, [item]]
        return line.toarray().ravel()

    def bought_together(self, item: int, other: int) -> int:
        """How many customers bought both."""
        return int(self._together[item, other])


def similarities(matrix: Sparse, config: ItemKnnConfig) -> Sparse:
    """(items, items): in row i its `neighbours` largest shrunk cosines to other items."""
    products = (matrix.T @ matrix).tocsr()
    norms = np.sqrt(products.diagonal())
    cells = products.tocoo()
    rows, columns = cells.coords
    cosines = cells.data / (norms[rows] * norms[columns] + config.shrinkage)
    others = rows != columns
    places = (rows[others], columns[others])
    return _largest(sparse_of(cosines[others], places, products.shape), config.neighbours)


def _largest(matrix: Sparse, count: int) -> Sparse:
    keep = np.ones(matrix.nnz, dtype=bool)
    for start, end in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True):
        if end - start > count:
            order = np.argsort(-matrix.data[start:end], kind="stable")
            keep[start + order[count:]] = False
    matrix.data = np.where(keep, matrix.data, 0.0)
    matrix.eliminate_zeros()
    return matrix
