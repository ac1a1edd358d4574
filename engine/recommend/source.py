"""The interface of a candidate source."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np

from engine.recommend.interactions import FloatArray, History, Interactions


class Scorer(Protocol):
    """Scores products for a customer's full current history.

    Nothing of the customer is kept: a history that holds one more event gets another answer, with no refit.
    """

    @property
    def name(self) -> str: ...

    def score(self, history: History) -> FloatArray:
        """Scores of all items: (items,), 0 where the source has nothing to say, never negative."""
        ...

    def score_many(self, histories: Sequence[History]) -> FloatArray:
        """The scores of several customers at once: (histories, items), as `score` gives each."""
        ...

    def parts(self, history: History, item: int) -> dict[str, float]:
        """What the item's score is made of; the values sum to the score, and are none where that is 0.

        The key is the product of the history that speaks for it (its id), or what the source goes by.
        A value is negative where a product of the history speaks against.
        """
        ...

    def parts_many(self, history: History, items: Sequence[int]) -> list[dict[str, float]]:
        """The parts of several items of one history, as `parts` gives each."""
        ...


class Source(Scorer, Protocol):
    """One way of finding products for a customer, trained once."""

    def fit(self, interactions: Interactions) -> None:
        """Learn from all customers' past."""
        ...


@runtime_checkable
class Fading(Protocol):
    """A source whose word counts less the more is known of a customer."""

    def trust(self, history: History) -> float:
        """0 to 1, by which its weight is multiplied."""
        ...


class OneByOne:
    """Scores several customers, and explains several items, one after the other."""

    def score(self, history: History) -> FloatArray:
        raise NotImplementedError

    def score_many(self, histories: Sequence[History]) -> FloatArray:
        """(histories, items), as `score` gives each."""
        if not histories:
            return np.zeros((0, 0))
        return np.stack([self.score(history) for history in histories])

    def parts(self, history: History, item: int) -> dict[str, float]:
        raise NotImplementedError

    def parts_many(self, history: History, items: Sequence[int]) -> list[dict[str, float]]:
        """As `parts` gives each."""
        return [self.parts(history, item) for item in items]
