"""Products that the same customers bought as those of this customer's history."""

from dataclasses import dataclass

import numpy as np

from engine.recommend.interactions import FloatArray, Interactions, Sparse, sparse_of
from engine.recommend.sources.linear import Linear, largest


@dataclass(frozen=True)
class ItemKnnConfig:
    """neighbours: similar items kept of each item. shrinkage: doubt about items that few customers share."""

    neighbours: int = 50
    shrinkage: float = 10.0


class ItemKnn(Linear):
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
        self._between = similarities(interactions.matrix, self.config)
        self._together = (interactions.purchases.T @ interactions.purchases).tocsr()

    def use(self, items: list[str], between: Sparse, together: Sparse) -> None:
        """Take similarities learnt elsewhere, and how many customers bought both: (items, items) each."""
        self._items, self._between, self._together = items, between, together

    def row_of(self, item: int, *, axis: int = 0) -> FloatArray:
        """Similarity of `item` to all others, (items,); axis 1: of all others to `item`."""
        line = self._between[[item], :] if axis == 0 else self._between[:, [item]]
        return line.toarray().ravel()

    def bought_together(self, item: int, other: int) -> int:
        """How many customers bought both."""
        return int(self._together[item, other])


def similarities(matrix: Sparse, config: ItemKnnConfig) -> Sparse:
    """(items, items): in row i its `neighbours` largest shrunk cosines to other items, above 0."""
    products = (matrix.T @ matrix).tocsr()
    norms = np.sqrt(products.diagonal())
    cells = products.tocoo()
    rows, columns = cells.coords
    cosines = cells.data / (norms[rows] * norms[columns] + config.shrinkage)
    kept = (rows != columns) & (cosines > 0)
    places = (rows[kept], columns[kept])
    return largest(sparse_of(cosines[kept], places, products.shape), config.neighbours)
