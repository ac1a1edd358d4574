"""One order out of all sources: a weighted sum of their scores, so that its parts stay exact."""

from collections.abc import Sequence

import numpy as np

from engine.recommend.interactions import FloatArray, History
from engine.recommend.source import OneByOne, Source

LEAST = 1e-12


class Ranker(OneByOne):
    """score(j) = d_j * sum over sources s of w_s s(j) / r_s, r_s the root mean square of s over the items.

    The division makes sources comparable for this one history. sources: fitted. weights: one each, never
    negative, 0 leaves a source out. demand: (items,), what is wanted now (`sources/demand.py`). Learnt by
    `ranker_learning.py`; immutable, safe between threads.
    """

    name = "ranker"

    def __init__(self, sources: Sequence[Source], weights: Sequence[float], demand: FloatArray) -> None:
        used = [(source, weight) for source, weight in zip(sources, weights, strict=True) if weight > 0]
        self.sources = [source for source, _ in used]
        self.weights = [float(weight) for _, weight in used]
        self.demand = demand

    def score(self, history: History) -> FloatArray:
        """(items,), never negative."""
        return self._joined([source.score(history)[None] for source in self.sources])[0]

    def score_many(self, histories: Sequence[History]) -> FloatArray:
        """(histories, items)."""
        if not self.sources:
            return np.zeros((len(histories), len(self.demand)))
        return self._joined([source.score_many(histories) for source in self.sources])

    def parts(self, history: History, item: int) -> dict[str, float]:
        """One part a product of the history (or what else a source names), over all sources together."""
        joined: dict[str, float] = {}
        for source, factor in self._factors(history, item):
            for name, share in source.parts(history, item).items():
                joined[name] = joined.get(name, 0.0) + factor * share
        return joined

    def by_source(self, history: History, item: int) -> dict[str, float]:
        """One part a source, for those that speak for the item; the values sum to the score."""
        factors = self._factors(history, item)
        shares = {source.name: factor * float(source.score(history)[item]) for source, factor in factors}
        return {name: share for name, share in shares.items() if share}

    def _factors(self, history: History, item: int) -> list[tuple[Source, float]]:
        """What each source's own score is multiplied by for this item."""
        scales = [scale(source.score(history)[None])[0] for source in self.sources]
        demand = float(self.demand[item])
        return [
            (source, weight * demand * float(one))
            for source, weight, one in zip(self.sources, self.weights, scales, strict=True)
        ]

    def _joined(self, scores: Sequence[FloatArray]) -> FloatArray:
        total = np.zeros((len(scores[0]) if scores else 1, len(self.demand)))
        for one, weight in zip(scores, self.weights, strict=True):
            total += one * (weight * scale(one))[:, None]
        return total * self.demand


def scale(scores: FloatArray) -> FloatArray:
    """1 / root mean square of each row, 0 for a row of zeros: (histories, items) to (histories,)."""
    size = np.sqrt((scores**2).mean(axis=1)) if scores.shape[1] else np.zeros(len(scores))
    return np.divide(1.0, size, out=np.zeros(len(size)), where=size > LEAST)
