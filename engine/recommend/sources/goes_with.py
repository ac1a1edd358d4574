"""Products that go with what was bought, by the association rules of baskets."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.mining.rules.baskets import Baskets
from engine.mining.rules.itemsets import frequent_itemsets
from engine.mining.rules.rules import RuleBounds, rules_of
from engine.recommend.interactions import History, Interactions, Sparse, sparse_of
from engine.recommend.source import Spoke, Spoken
from engine.recommend.sources.rows import Rows


@dataclass(frozen=True)
class GoesWithConfig:
    """Bounds of rules that are mined here. last_baskets: of a history, those that count; 0: all."""

    min_support: float = 0.005
    min_count: int = 5
    min_confidence: float = 0.1
    max_length: int = 3
    last_baskets: int = 0


@dataclass(frozen=True)
class Rule:
    """Who buys the antecedents (product ids) buys the consequent, with this probability."""

    antecedents: tuple[str, ...]
    consequent: str
    confidence: float


class GoesWith(Spoke):
    """score(j) = the largest confidence of a rule that ends in j and whose antecedents were all bought.

    rules: those that `engine.mining` stores; mined from the interactions' baskets where None.
    Source: Agrawal, Imielinski and Swami 1993.
    """

    name = "goes_with"

    def __init__(self, config: GoesWithConfig | None = None, rules: Sequence[Rule] | None = None) -> None:
        self.config = config or GoesWithConfig()
        self._given = rules

    def fit(self, interactions: Interactions) -> None:
        known = interactions.columns
        found = self._given if self._given is not None else mined_rules(interactions, self.config)
        rules: list[Rule] = [one for one in found if {*one.antecedents, one.consequent} <= known.keys()]
        self._rules: list[Rule] = rules
        self._count = len(known)
        self._confidence = np.array([one.confidence for one in rules])
        self._consequent = np.array([known[one.consequent] for one in rules], dtype=np.intp)
        self._sizes = np.array([len(one.antecedents) for one in rules])
        rows = np.repeat(np.arange(len(rules)), self._sizes.astype(np.intp))
        columns = np.array([known[name] for one in rules for name in one.antecedents], dtype=np.intp)
        self._held_by: Sparse = sparse_of(np.ones(len(rows)), (columns, rows), (len(known), len(rules)))

    def spoken(self, history: History) -> Spoken:
        """The scores; the one part of each is named by the strongest rule's antecedents, joined by " + "."""
        fired = self._fired(history)
        scores = np.zeros(self._count)
        np.maximum.at(scores, self._consequent[fired], self._confidence[fired])

        def parts_many(items: Sequence[int]) -> list[dict[str, float]]:
            return [self._strongest(fired[self._consequent[fired] == item]) for item in items]

        return Spoken(scores, parts_many)

    def _strongest(self, rules: NDArray[np.intp]) -> dict[str, float]:
        if not len(rules):
            return {}
        best = int(rules[np.argmax(self._confidence[rules])])
        return {" + ".join(self._rules[best].antecedents): float(self._confidence[best])}

    def _fired(self, history: History) -> NDArray[np.intp]:
        baskets = history.baskets[-self.config.last_baskets :]
        held = np.array(sorted({item for basket in baskets for item in basket.items}), dtype=np.intp)
        found = Rows.of(self._held_by, held).weighted(np.ones(len(held)))
        return np.flatnonzero((found == self._sizes) & (self._sizes > 0))


def mined_rules(interactions: Interactions, config: GoesWithConfig) -> list[Rule]:
    """Rules of single consequents, significant at a false discovery rate of 5 %."""
    baskets = Baskets(interactions.baskets.astype(bool), interactions.items, 0, 0)
    if not len(baskets):
        return []
    itemsets = frequent_itemsets(
        baskets, config.min_support, min_count=config.min_count, max_length=config.max_length
    )
    rules = rules_of(itemsets, RuleBounds(config.min_confidence, max_q=0.05, tolerance=0.0))
    columns = (rules["antecedents"], rules["consequents"], rules["confidence"])
    return [Rule(tuple(a), c[0], float(p)) for a, c, p in zip(*columns, strict=True)]
