"""One order out of all sources: a weighted sum of their scores, so that its parts stay exact."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.recommend.interactions import FloatArray, History
from engine.recommend.source import Fading, OneByOne, Source

LEAST = 1e-12


@dataclass(frozen=True)
class Scoring:
    """What the ranker says to one history, each source asked once. total: (items,), never negative.

    scores: of each source, (items,); factors: what each is multiplied by, before the item's demand.
    """

    history: History
    total: FloatArray
    sources: Sequence[Source]
    scores: Sequence[FloatArray]
    factors: Sequence[float]
    demand: FloatArray

    def by_source(self, item: int) -> dict[str, float]:
        """One part a source, for those that speak for the item; the values sum to its total."""
        shares = {
            source.name: factor * float(self.demand[item]) * float(scores[item])
            for source, scores, factor in zip(self.sources, self.scores, self.factors, strict=True)
        }
        return {name: share for name, share in shares.items() if share}

    def parts(self, items: Sequence[int]) -> list[dict[str, float]]:
        """Of each item one part a product of the history (or what else a source names), over all sources."""
        joined: list[dict[str, float]] = [{} for _ in items]
        for source, factor in zip(self.sources, self.factors, strict=True):
            if not factor:
                continue
            for item, found, told in zip(items, joined, source.parts_many(self.history, items), strict=True):
                for name, share in told.items():
                    found[name] = found.get(name, 0.0) + factor * float(self.demand[item]) * share
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

    def scored(self, history: History) -> Scoring:
        """The scores of all items, and what they are made of."""
        scores = [source.score(history) for source in self.sources]
        factors = [
            weight * trust(source, history) * float(scale(one[None])[0])
            for source, one, weight in zip(self.sources, scores, self.weights, strict=True)
        ]
        total = np.zeros(len(self.demand))
        for one, factor in zip(scores, factors, strict=True):
            total += one * factor
        return Scoring(history, total * self.demand, self.sources, scores, factors, self.demand)

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
        return self.scored(history).by_source(item)


def trust(source: Source, history: History) -> float:
    """The part of its weight that a source has for this history; 1 where it does not say."""
    return source.trust(history) if isinstance(source, Fading) else 1.0


def scale(scores: FloatArray) -> FloatArray:
    """1 / root mean square of each row, 0 for a row of zeros: (histories, items) to (histories,)."""
    size = np.sqrt((scores**2).mean(axis=1)) if scores.shape[1] else np.zeros(len(scores))
    return np.divide(1.0, size, out=np.zeros(len(size)), where=size > LEAST)
