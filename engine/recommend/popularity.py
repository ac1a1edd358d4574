"""What many customers buy: the fallback where nothing is known of this one."""

import numpy as np
from numpy.typing import NDArray

from engine.recommend.interactions import FloatArray, History, Interactions


class Popularity:
    """Share of the season's buyers: score(i) = buyers of i / buyers of the most bought item.

    The season is the last 90 days of the log; all of it where the log has no moments.
    """

    name = "popularity"

    def fit(self, interactions: Interactions) -> None:
        buyers = interactions.recent_buyers
        self._scores = buyers / max(float(buyers.max(initial=0.0)), 1.0)
        self.dated = interactions.dated

    def score(self, history: History) -> FloatArray:
        return self._scores.copy()

    def parts(self, history: History, item: int) -> dict[str, float]:
        return {self.name: float(self._scores[item])}


class CategoryPopularity:
    """Popularity times the share of the item's category in this customer's history.

    categories: (items,), each item's category as a number.
    """

    name = "category_popularity"

    def __init__(self, categories: NDArray[np.intp]) -> None:
        self._categories = categories

    def fit(self, interactions: Interactions) -> None:
        self._popularity = Popularity()
        self._popularity.fit(interactions)
        self.dated = interactions.dated

    def score(self, history: History) -> FloatArray:
        touched = np.bincount(
            self._categories, weights=history.weights, minlength=int(self._categories.max(initial=0)) + 1
        )
        total = touched.sum()
        shares = touched / total if total > 0 else touched
        return self._popularity.score(history) * shares[self._categories]

    def parts(self, history: History, item: int) -> dict[str, float]:
        return {self.name: float(self.score(history)[item])}
