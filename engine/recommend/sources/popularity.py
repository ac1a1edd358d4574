"""What many customers buy: the fallback where nothing is known of this one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.recommend.interactions import FloatArray, History, Interactions
from engine.recommend.source import OneByOne, Spoken

SEGMENT = "segment "
"""How a part of a segment's popularity begins; the segment follows."""


@dataclass(frozen=True)
class PopularityConfig:
    """half_life_days: a basket counts half after so many days; None: buyers of the last 90 days count."""

    half_life_days: float | None = None


class Popularity(OneByOne):
    """Share of the season's buyers: score(i) = buyers of i / buyers of the most bought item.

    The season is the last 90 days of the log, or with a half-life its baskets, each weighted by
    2^(-age / half-life); all of the log counts alike where it has no moments.
    """

    name = "popularity"

    def __init__(self, config: PopularityConfig | None = None) -> None:
        self.config = config or PopularityConfig()

    def fit(self, interactions: Interactions) -> None:
        buyers = interactions.recent_buyers
        if self.config.half_life_days is not None and interactions.dated:
            age = np.nan_to_num(interactions.basket_age, nan=np.inf)
            buyers = 2.0 ** (-age / self.config.half_life_days) @ interactions.baskets
        self._scores = buyers / max(float(buyers.max(initial=0.0)), 1e-12)
        self.dated = interactions.dated

    def score(self, history: History) -> FloatArray:
        return self._scores.copy()

    def parts(self, history: History, item: int) -> dict[str, float]:
        return {self.name: float(self._scores[item])} if self._scores[item] else {}


@dataclass(frozen=True)
class CategoryPopularityConfig:
    """There is nothing to choose."""


class CategoryPopularity(OneByOne):
    """Popularity times the share of the item's category in this customer's history.

    categories: (items,), each item's category as a number.
    """

    name = "category_popularity"

    def __init__(self, categories: NDArray[np.intp]) -> None:
        self._categories, self._count = categories, int(categories.max(initial=0)) + 1

    def fit(self, interactions: Interactions) -> None:
        self._popularity = Popularity()
        self._popularity.fit(interactions)
        self.dated = interactions.dated

    def score(self, history: History) -> FloatArray:
        liked = np.flatnonzero(history.weights > 0)
        touched = np.bincount(self._categories[liked], weights=history.weights[liked], minlength=self._count)
        total = touched.sum()
        shares = touched / total if total > 0 else touched
        return self._popularity.score(history) * shares[self._categories]

    def spoken(self, history: History) -> Spoken:
        """The scores; each is its only part."""
        return whole(self.score(history), self.name)

    def parts(self, history: History, item: int) -> dict[str, float]:
        return self.spoken(history).parts_many([item])[0]


@dataclass(frozen=True)
class SegmentPopularityConfig:
    """prior: so many customers of the whole shop are added to each segment, as doubt about small ones."""

    prior: float = 20.0


class SegmentPopularity(OneByOne):
    """Share of the customer's segment that bought the item, drawn towards the whole shop's share.

    score(i | s) = (buyers of i in s + prior * share of i in all) / (customers in s + prior).
    segment_of: each customer's segment; a history without one, or of an unknown one, gets 0 throughout.
    """

    name = "segment_popularity"

    def __init__(self, segment_of: Mapping[str, str], config: SegmentPopularityConfig | None = None) -> None:
        self.config = config or SegmentPopularityConfig()
        self._segment_of = segment_of

    def fit(self, interactions: Interactions) -> None:
        overall = interactions.buyers / max(len(interactions.customers), 1)
        names = np.array([self._segment_of.get(name, "") for name in interactions.customers], dtype=object)
        self._nothing = np.zeros(len(interactions.items))
        self._scores: dict[str, FloatArray] = {}
        for segment in sorted(set(names) - {""}):
            members = np.flatnonzero(names == segment)
            bought = np.asarray(interactions.purchases[members].sum(axis=0), dtype=np.float64)
            prior = self.config.prior
            self._scores[segment] = (bought + prior * overall) / (len(members) + prior)

    def score(self, history: History) -> FloatArray:
        return self._scores.get(history.segment or "", self._nothing).copy()

    def spoken(self, history: History) -> Spoken:
        """The scores; each is its only part."""
        return whole(self.score(history), f"{SEGMENT}{history.segment}")

    def parts(self, history: History, item: int) -> dict[str, float]:
        return self.spoken(history).parts_many([item])[0]


def whole(scores: FloatArray, key: str) -> Spoken:
    """Scores that are made of one part each."""

    def parts_many(items: Sequence[int]) -> list[dict[str, float]]:
        return [{key: float(scores[item])} if scores[item] else {} for item in items]

    return Spoken(scores, parts_many)
