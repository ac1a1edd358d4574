"""Rules that say nothing beyond a shorter one."""

from collections.abc import Mapping
from functools import cache

from engine.mining.rules.itemsets import Itemset


class ShorterRules:
    """Knows, for a rule A -> C, the best confidence of all rules A' -> C whose A' is a proper subset of A.

    The empty A' counts: its confidence is the share of baskets with C, so that a rule which predicts C no
    better than chance is redundant too. Source: Bayardo, Agrawal and Gunopulos 1999 (improvement).
    """

    def __init__(self, counts: Mapping[Itemset, int], baskets: int) -> None:
        self._counts = counts
        self._baskets = baskets
        self.best = cache(self._best)

    def _best(self, antecedent: Itemset, consequent: Itemset) -> float:
        if not antecedent:
            return 0.0
        shorter = [antecedent - {item} for item in antecedent]
        return max(max(self._confidence(one, consequent), self.best(one, consequent)) for one in shorter)

    def _confidence(self, antecedent: Itemset, consequent: Itemset) -> float:
        holding = self._counts[antecedent] if antecedent else self._baskets
        return self._counts[antecedent | consequent] / holding
