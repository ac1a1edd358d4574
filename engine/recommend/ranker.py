"""One order out of all sources: a weighted sum of their scores, so that its parts stay exact."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.recommend.interactions import FloatArray, History
from engine.recommend.source import Fading, OneByOne, Source, Spoken, named

LEAST = 1e-12


@dataclass(frozen=True)
class Scoring:
    """What the ranker says to one history, each source asked once. total: (items,), never negative.

    names: of the sources; spoken: what each said; factors: what each is multiplied by, before the item's
    demand.
    """

    history: History
    total: FloatArray
    names: Sequence[str]
    spoken: Sequence[Spoken]
    factors: Sequence[float]
    demand: FloatArray

    def shares(self, items: Sequence[int]) -> FloatArray:
        """(sources, items): what each source adds to each item's total."""
        columns = np.asarray(items, dtype=np.intp)
        found = np.zeros((len(self.names), len(columns)))
        for row, (one, factor) in enumerate(zip(self.spoken, self.factors, strict=True)):
            found[row] = factor * self.demand[columns] * one.scores[columns]
        return found

    def by_source(self, items: Sequence[int]) -> list[dict[str, float]]:
        """Of each item one part a source, for those that speak for it; the values sum to its total."""
        return [
            {name: share for name, share in zip(self.names, line, strict=True) if share}
            for line in self.shares(items).T.tolist()
        ]

    def parts(self, items: Sequence[int]) -> list[dict[str, float]]:
        """Of each item one part a product of the history (or what else a source names), over all sources."""
        asked = np.asarray(items, dtype=np.intp)
        products = next((one.products for one in self.spoken if one.by_product is not None), ())
        shares = np.zeros((len(asked), len(products)))
        others: list[tuple[float, list[dict[str, float]]]] = []
        for one, factor in zip(self.spoken, self.factors, strict=True):
            if factor and one.by_product is not None:
                shares += factor * one.by_product(asked)
            elif factor:
                others.append((factor, one.parts_many(items)))
        demand = self.demand[asked]
        joined = [named(products, line) for line in shares * demand[:, None]]
        for factor, told in others:
            for found, parts, scale in zip(joined, told, (factor * demand).tolist(), strict=True):
                for name, share in parts.items():
                    found[name] = found.get(name, 0.0) + scale * share
        return joined


class Ranker(OneByOne):
    """score(j) = d_j * sum over sources s of w_s s(j) / r_s, r_s the root mean square of s over the items.

    The division makes sources comparable for this one history; w_s is less for a source that trusts itself
    less the more is known (`Fading`). sources: fitted. weights: one each, never
    negative, 0 leaves a source out. demand: (items,), what is wanted now (`sources/demand.py`). Learnt by
    `ranker_learning.py`; immutable, safe between threads.
    """

    name = "ranker"

    def __init__(self, sources: Sequence[Source], weights: Sequence[float], demand: FloatArray) -> None:
        used = [(source, weight) for source, weight in zip(sources, weights, strict=True) if weight > 0]
        self.sources = [source for source, _ in used]
        self.weights = [float(weight) for _, weight in used]
        self.demand = demand
        self._fading = [source if isinstance(source, Fading) else None for source in self.sources]

    def scored(self, history: History) -> Scoring:
        """The scores of all items, and what they are made of."""
        spoken = [source.spoken(history) for source in self.sources]
        factors = [
            weight * (1.0 if fading is None else fading.trust(history)) * _scale_of(one.scores)
            for fading, one, weight in zip(self._fading, spoken, self.weights, strict=True)
        ]
        total = np.zeros(len(self.demand))
        for one, factor in zip(spoken, factors, strict=True):
            total += one.scores * factor
        names = [source.name for source in self.sources]
        return Scoring(history, total * self.demand, names, spoken, factors, self.demand)

    def score(self, history: History) -> FloatArray:
        """(items,), never negative."""
        return self.scored(history).total

    def score_many(self, histories: Sequence[History]) -> FloatArray:
        """(histories, items)."""
        total = np.zeros((len(histories), len(self.demand)))
        for source, weight in zip(self.sources, self.weights, strict=True):
            found = source.score_many(histories)
            trusted = np.array([trust(source, history) for history in histories])
            total += found * (weight * trusted * scale(found))[:, None]
        return total * self.demand

    def parts(self, history: History, item: int) -> dict[str, float]:
        """One part a product of the history (or what else a source names), over all sources together."""
        return self.scored(history).parts([item])[0]

    def by_source(self, history: History, item: int) -> dict[str, float]:
        """One part a source, for those that speak for the item; the values sum to the score."""
        return self.scored(history).by_source([item])[0]


def trust(source: Source, history: History) -> float:
    """The part of its weight that a source has for this history; 1 where it does not say."""
    return source.trust(history) if isinstance(source, Fading) else 1.0


def _scale_of(scores: FloatArray) -> float:
    """`scale` of one row: (items,)."""
    size = math.sqrt(float(np.einsum("i,i->", scores, scores)) / len(scores)) if len(scores) else 0.0
    return 1.0 / size if size > LEAST else 0.0


def scale(scores: FloatArray) -> FloatArray:
    """1 / root mean square of each row, 0 for a row of zeros: (histories, items) to (histories,)."""
    size = np.sqrt((scores**2).mean(axis=1)) if scores.shape[1] else np.zeros(len(scores))
    return np.divide(1.0, size, out=np.zeros(len(size)), where=size > LEAST)
