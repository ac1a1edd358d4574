"""The candidates for a customer: sources one after the other, each product from the first that finds it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from engine.recommend.catalogue import Item
from engine.recommend.interactions import FloatArray, History
from engine.recommend.source import Source
from engine.recommend.sources.buy_again import BuyAgain, times_bought
from engine.recommend.views import Candidate

REGULAR = 2
"""Bought in this many orders, a product is one that the customer buys again."""


@dataclass(frozen=True)
class Cascade:
    """buy_again: the customer's own products. discover: sources of new ones, best first."""

    items: Sequence[Item]
    buy_again: BuyAgain
    discover: Sequence[Source]

    def regulars(self, history: History) -> list[Candidate]:
        """What the customer buys again and again, or bought once and has used up, likeliest first."""
        scores = self.buy_again.score(history)
        return [
            Candidate(
                item, "buy_again", self.buy_again.name, float(scores[item]),
                self.buy_again.parts(history, item),
            )
            for item in ranked(scores)
            if self.items[item].consumable or times_bought(history, item) >= REGULAR
        ]  # fmt: skip

    def new(self, history: History) -> Iterator[Candidate]:
        """Products that the customer never ordered; lazily, as later sources are seldom needed."""
        seen = set(history.ordered)
        known = bool(history.weights.any())
        for place, source in enumerate(self.discover):
            fallback = None if place == 0 else ("no_neighbours" if known else "no_history")
            scores = source.score(history)
            for item in ranked(scores):
                if item not in seen:
                    seen.add(item)
                    parts = source.parts(history, item)
                    yield Candidate(item, "discover", source.name, float(scores[item]), parts, fallback)


def ranked(scores: FloatArray) -> list[int]:
    """Columns with a score above 0, the largest first, ties by column."""
    order = np.argsort(-scores, kind="stable")
    return [int(item) for item in order if scores[item] > 0]
