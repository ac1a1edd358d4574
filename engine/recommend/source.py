"""The interface of a candidate source."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from engine.recommend.interactions import FloatArray, History, Interactions

Places = NDArray[np.intp]
"""Items by their column."""


@dataclass(frozen=True)
class Spoken:
    """What a source says to one history. scores: (items,). parts_many: of those items that are asked about,
    out of what was computed for the scores. by_product: the same where all parts are products of the history,
    as an array (asked, products); products: ids of the history's items with a weight, by column.
    """

    scores: FloatArray
    parts_many: Callable[[Sequence[int]], list[dict[str, float]]]
    by_product: Callable[[Places], FloatArray] | None = None
    products: Sequence[str] = ()


def spoken_by_product(
    products: Sequence[str], scores: FloatArray, shares: Callable[[Places], FloatArray]
) -> Spoken:
    """Of a source whose scores are sums over the history's items, none below 0.

    shares: of the items asked about, (products, asked); those that sum to 0 or less count as none.
    """

    def by_product(asked: Places) -> FloatArray:
        found = shares(asked).T
        return np.where(found.sum(axis=1, keepdims=True) > 0, found, 0.0)

    def parts_many(asked: Sequence[int]) -> list[dict[str, float]]:
        found = by_product(np.asarray(asked, dtype=np.intp))
        return [named(products, line) for line in found]

    return Spoken(scores, parts_many, by_product, products)


def named(products: Sequence[str], shares: FloatArray) -> dict[str, float]:
    """Shares by product, those of 0 left out: (products,)."""
    return {product: share for product, share in zip(products, shares.tolist(), strict=True) if share}


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

    def spoken(self, history: History) -> Spoken:
        """`score` and `parts_many` of one history, the work of both done once."""
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

    def spoken(self, history: History) -> Spoken:
        """`score` and `parts_many` of one history."""
        return Spoken(self.score(history), partial(self.parts_many, history))


class Spoke(OneByOne):
    """Scores and parts out of `spoken`, for sources that do much of the work for both."""

    def spoken(self, history: History) -> Spoken:
        raise NotImplementedError

    def score(self, history: History) -> FloatArray:
        """(items,), never negative."""
        return self.spoken(history).scores

    def parts(self, history: History, item: int) -> dict[str, float]:
        """What the item's score is made of."""
        return self.parts_many(history, [item])[0]

    def parts_many(self, history: History, items: Sequence[int]) -> list[dict[str, float]]:
        """As `parts` gives each."""
        return self.spoken(history).parts_many(items)
