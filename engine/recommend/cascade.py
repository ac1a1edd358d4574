"""The candidates for a customer: sources one after the other, each product from the first that finds it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.recommend.interactions import FloatArray, History
from engine.recommend.source import Source
from engine.recommend.views import Candidate


@dataclass(frozen=True)
class Cascade:
    """buy_again: the customer's own products. discover: sources of new ones, best first."""

    buy_again: Source
    discover: Sequence[Source]

    def regulars(self, history: History, count: int) -> list[Candidate]:
        """The customer's own products, likeliest first."""
        scores = self.buy_again.score(history)
        best = top(scores, count)
        highest = max((float(scores[item]) for item in best), default=1.0)
        return [
            Candidate(
                item, "buy_again", self.buy_again.name, float(scores[item]), float(scores[item]) / highest
            )
            for item in best
        ]

    def new(self, history: History, count: int) -> list[Candidate]:
        """At least `count` products that the customer never ordered, where there are so many, and the ordered
        ones among them; later sources are asked only where earlier ones found too little.

        A candidate's worth lies above that of every candidate of a later source.
        """
        found: dict[int, Candidate] = {}
        known = bool(history.weights.any())
        fresh = 0
        for place, source in enumerate(self.discover):
            if fresh >= count:
                break
            scores = source.score(history)
            best = top(scores, count + len(history.ordered) + len(found))
            highest = max((float(scores[item]) for item in best), default=1.0)
            fallback = None if place == 0 else ("no_neighbours" if known else "no_history")
            tiers = len(self.discover)
            for item in best:
                if item not in found:
                    worth = (tiers - place - 1 + float(scores[item]) / highest) / tiers
                    found[item] = Candidate(
                        item, "discover", source.name, float(scores[item]), worth, fallback
                    )
                    fresh += item not in history.ordered
        return list(found.values())


def top(scores: FloatArray, count: int) -> list[int]:
    """Columns of the `count` largest scores above 0, the largest first, ties by column. NaN counts as 0."""
    places = np.flatnonzero(scores > 0)
    if len(places) > count:
        least = np.partition(scores[places], len(places) - count)[len(places) - count]
        places = places[scores[places] >= least]
    order = places[np.argsort(-scores[places], kind="stable")]
    return [int(item) for item in order[:count]]
