"""Products of the customers whose past is most like this one's."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.recommend.interactions import FloatArray, History, Interactions, Sparse
from engine.recommend.source import OneByOne
from engine.recommend.sources.linear import named_parts


@dataclass(frozen=True)
class UserKnnConfig:
    """neighbours: customers that are asked. shrinkage: doubt about customers who share little."""

    neighbours: int = 100
    shrinkage: float = 5.0


class UserKnn(OneByOne):
    """User-based collaborative filtering with shrunk cosine.

    s(u, v) = w . x_v / (|w| |x_v| + shrinkage); score(j) = sum over the nearest v of s(u, v) x_vj. Given the
    neighbours it is a sum over the history's items too: item i gives w_i x_vi x_vj / (|w| |x_v| + shrinkage).
    Source: Herlocker et al. 1999.
    """

    name = "user_knn"

    def __init__(self, config: UserKnnConfig | None = None) -> None:
        self.config = config or UserKnnConfig()

    def fit(self, interactions: Interactions) -> None:
        self._items = interactions.items
        self._rows = interactions.rows
        self._matrix: Sparse = interactions.matrix
        self._by_item = interactions.matrix.T.tocsr()
        self._norms: FloatArray = np.sqrt(
            np.asarray(interactions.matrix.multiply(interactions.matrix).sum(axis=1))
        )

    def score(self, history: History) -> FloatArray:
        near, likeness, _ = self._neighbours(history)
        return np.maximum(likeness @ self._matrix[near], 0.0)

    def parts(self, history: History, item: int) -> dict[str, float]:
        """One part a product of the history, by its id."""
        return self.parts_many(history, [item])[0]

    def parts_many(self, history: History, items: Sequence[int]) -> list[dict[str, float]]:
        """As `parts` gives each."""
        near, _, divisor = self._neighbours(history)
        touched = np.flatnonzero(history.weights)
        theirs = self._matrix[near]
        votes = (theirs[:, list(items)].toarray() / divisor[:, None]).T
        shares = (votes @ theirs[:, touched].toarray()) * history.weights[touched]
        return [named_parts(self._items, touched, line) for line in shares]

    def _neighbours(self, history: History) -> tuple[NDArray[np.intp], FloatArray, FloatArray]:
        """The nearest customers' rows, their likeness and what it was divided by, each (neighbours,)."""
        touched = np.flatnonzero(history.weights)
        products: FloatArray = history.weights[touched] @ self._by_item[touched]
        divisors: FloatArray = float(np.linalg.norm(history.weights)) * self._norms + self.config.shrinkage
        likeness: FloatArray = np.divide(products, divisors, out=np.zeros(len(products)), where=divisors > 0)
        if history.customer is not None and history.customer in self._rows:
            likeness[self._rows[history.customer]] = 0.0
        near = np.flatnonzero(likeness > 0)
        if len(near) > self.config.neighbours:
            order = np.argsort(-likeness[near], kind="stable")
            near = np.sort(near[order[: self.config.neighbours]])
        return near, likeness[near], divisors[near]
