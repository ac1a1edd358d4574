"""What customers say they like, turned into what such customers buy: the source that needs no history."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.recommend.halves import halves
from engine.recommend.interactions import FloatArray, History, Interactions
from engine.recommend.source import Spoke, Spoken, named
from engine.recommend.sources.popularity import Popularity
from engine.recommend.sources.stated_answers import Answers, Shelf


@dataclass(frozen=True)
class StatedConfig:
    """regularisation: of the regression. fans: from so many customers of a category or brand on, what they
    buy counts more than that a product is of it. lead: what being of it is worth where nobody is known to
    like it, in shares of the shop's best seller. deeds: from so many products of the history on what was
    said counts half or less.
    """

    regularisation: float = 30.0
    fans: float = 5.0
    lead: float = 1.5
    deeds: float = 10.0


class StatedInterests(Spoke):
    """score(j) = max(0, base_j + sum over the groups asked (sum over answers a of B(a, j) - mean_group_j)).

    B is a ridge regression of what customers bought in their later half on what they would have said by
    their earlier one (`Answers.simulated`), and for the items of a category or brand that is liked
    lead * the best seller's base * fans / (fans + customers who would say so) more, so that new items and
    small shops are spoken for too; base_j is the share of customers who bought j. A group (categories,
    brands, budget) of which the customer said nothing adds nothing; 0 throughout where they said nothing.
    The means are part of "popularity", so that what an answer adds is B(a, j) alone.
    Source: cold-start regression on attributes as in Park and Chu 2009, with the items as targets.
    """

    name = "stated_interests"

    def __init__(self, shelf: Shelf, config: StatedConfig | None = None) -> None:
        self.config = config or StatedConfig()
        self._shelf = shelf

    def fit(self, interactions: Interactions) -> None:
        self.answers = Answers.of(self._shelf, interactions.buyers)
        early, late = halves(interactions)
        late.data[:] = 1.0
        said = self.answers.simulated(early)
        customers = max(len(said), 1)
        self._base = np.asarray(late.sum(axis=0), dtype=np.float64).ravel() / customers
        mean = said.sum(axis=0) / customers
        centred = said - mean
        gram = centred.T @ centred + self.config.regularisation * np.eye(len(mean))
        aim = np.asarray(late.T @ centred, dtype=np.float64).T
        self._lift: FloatArray = np.asarray(np.linalg.solve(gram, aim), dtype=np.float64)
        self._means: list[FloatArray] = [mean[group] @ self._lift[group] for group in self.answers.groups]
        members = self.answers.members.T.toarray()
        doubt = self.config.fans / (self.config.fans + said.sum(axis=0)[: len(members)])
        best = float(self._base.max(initial=0.0)) or 1.0
        self._lift[: len(members)] += self.config.lead * best * doubt[:, None] * members

    def trust(self, history: History) -> float:
        """deeds / (deeds + products that the history speaks for)."""
        return self.config.deeds / (self.config.deeds + float((history.weights > 0).sum()))

    def spoken(self, history: History) -> Spoken:
        """The scores; one part each statement ("told category tea"), and "popularity"."""
        told = self.answers.told(history.told)
        if not len(told):
            return Spoken(np.zeros(len(self._base)), lambda items: [{} for _ in items])
        general = self._general(told)
        scores = np.maximum(general + self._lift[told].sum(axis=0), 0.0)
        keys = [Popularity.name, *(self.answers.keys[int(answer)] for answer in told)]

        def parts_many(items: Sequence[int]) -> list[dict[str, float]]:
            columns = np.array(items, dtype=np.intp)
            shares = np.vstack([general[columns], self._lift[told][:, columns]])
            return [named(keys, line) if line.sum() > 0 else {} for line in shares.T]

        return Spoken(scores, parts_many)

    def _general(self, told: NDArray[np.intp]) -> FloatArray:
        """(items,): what is bought anyway by somebody who was asked these groups."""
        asked = [((told >= group.start) & (told < group.stop)).any() for group in self.answers.groups]
        total = self._base.copy()
        for yes, mean in zip(asked, self._means, strict=True):
            total -= mean if yes else 0.0
        return total
