"""Products of the customers whose past is most like this one's."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.recommend.interactions import FloatArray, History, Interactions, Sparse
from engine.recommend.source import Places, Spoke, Spoken, spoken_by_product
from engine.recommend.sources.rows import Rows


@dataclass(frozen=True)
class UserKnnConfig:
    """neighbours: customers that are asked. shrinkage: doubt about customers who share little."""

    neighbours: int = 100
    shrinkage: float = 5.0


class UserKnn(Spoke):
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

    def spoken(self, history: History) -> Spoken:
        """The neighbours' votes, and their shares by the id of the history's product."""
        near, likeness, divisor = self._neighbours(history)
        touched = history.touched
        theirs = Rows.of(self._matrix, near)

        def shares(asked: Places) -> FloatArray:
            votes = theirs.at(asked) / divisor[:, None]
            return history.weights[touched, None] * (theirs.at(touched).T @ votes)

        scores = np.maximum(theirs.weighted(likeness), 0.0)
        products = [self._items[item] for item in touched.tolist()]
        return spoken_by_product(products, scores, shares)

    def _neighbours(self, history: History) -> tuple[NDArray[np.intp], FloatArray, FloatArray]:
        """The nearest customers' rows, their likeness and what it was divided by, each (neighbours,)."""
        touched = history.touched
        weights = history.weights[touched]
        products = Rows.of(self._by_item, touched).weighted(weights)
        if (own := self._rows.get(history.customer or "")) is not None:
            products[own] = 0.0
        near = np.flatnonzero(products > 0)
        divisors: FloatArray = float(np.linalg.norm(weights)) * self._norms[near] + self.config.shrinkage
        likeness: FloatArray = products[near] / divisors
        if (spare := len(near) - self.config.neighbours) > 0:
            # Only those above the last place are sorted; of those that tie there the first rows are taken.
            best = np.flatnonzero(likeness >= np.partition(likeness, spare)[spare])
            order = np.argsort(-likeness[best], kind="stable")
            kept = np.sort(best[order[: self.config.neighbours]])
            near, likeness, divisors = near[kept], likeness[kept], divisors[kept]
        return near, likeness, divisors
