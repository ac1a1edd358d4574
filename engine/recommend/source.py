"""The interface of a candidate source."""

from typing import Protocol

from engine.recommend.interactions import FloatArray, History, Interactions


class Source(Protocol):
    """One way of finding products for a customer; trained once, asked with the full current history."""

    name: str

    def fit(self, interactions: Interactions) -> None:
        """Learn from all customers' past."""
        ...

    def score(self, history: History) -> FloatArray:
        """Scores of all items: (items,), 0 where the source has nothing to say, never negative."""
        ...

    def parts(self, history: History, item: int) -> dict[str, float]:
        """What the item's score is made of; the values sum to the score."""
        ...
