"""Products that this customer bought before, the recent and frequent ones first."""

from dataclasses import dataclass

import numpy as np

from engine.recommend.interactions import FloatArray, History, Interactions
from engine.recommend.source import OneByOne
from engine.recommend.sources.popularity import Popularity

SECONDS_A_DAY = 86_400.0


@dataclass(frozen=True)
class BuyAgainConfig:
    """A purchase counts half after `half_life_days`, or without a date after `half_life_orders` orders.

    favour: how much more a purchase of what many buy says than one of what nobody else does: of equally
    often bought products, those are bought again first.
    """

    half_life_days: float = 240.0
    half_life_orders: float = 4.0
    favour: float = 1.0


class BuyAgain(OneByOne):
    """Recency-weighted personal frequency.

    score(i) = (1 + favour sqrt(p_i)) * sum over the purchases of i of 2^(-age / half-life), with p_i the
    season's buyers of i as a share of those of the most bought item (as `Popularity` has it). Age is in
    days where the log has the moment, else in this customer's orders since.
    """

    name = "buy_again"

    def __init__(self, config: BuyAgainConfig | None = None) -> None:
        self.config = config or BuyAgainConfig()

    def fit(self, interactions: Interactions) -> None:
        popular = Popularity()
        popular.fit(interactions)
        self._factor = 1.0 + self.config.favour * np.sqrt(popular.score(History(np.zeros(0))))

    def score(self, history: History) -> FloatArray:
        scores = np.zeros(len(self._factor))
        for basket, weight in zip(history.baskets, self._weights(history), strict=True):
            scores[list(set(basket.items))] += weight
        return scores * self._factor

    def parts(self, history: History, item: int) -> dict[str, float]:
        """One part a purchase: its date, or its place counted from the newest order."""
        parts: dict[str, float] = {}
        last = len(history.baskets) - 1
        for place, (basket, weight) in enumerate(zip(history.baskets, self._weights(history), strict=True)):
            if item in basket.items:
                label = basket.at.date().isoformat() if basket.at else f"order -{last - place}"
                parts[label] = parts.get(label, 0.0) + weight * float(self._factor[item])
        return parts

    def _weights(self, history: History) -> list[float]:
        last = len(history.baskets) - 1
        return [self._weight(history, place, last - place) for place in range(len(history.baskets))]

    def _weight(self, history: History, place: int, orders_since: int) -> float:
        at = history.baskets[place].at
        if at is None or history.now is None:
            return 2.0 ** (-orders_since / self.config.half_life_orders)
        days = max((history.now - at).total_seconds() / SECONDS_A_DAY, 0.0)
        return 2.0 ** (-days / self.config.half_life_days)


def times_bought(history: History, item: int) -> int:
    """In how many orders the item was."""
    return sum(item in basket.items for basket in history.baskets)
