"""From itemsets to rules with their measures."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from engine.frames import Frame, pd
from engine.mining.rules.itemsets import Itemset, Itemsets
from engine.mining.rules.redundancy import ShorterRules
from engine.mining.rules.significance import chance, false_discovery_rate

EDGE = 1e-9
"""Confidences this far below the bound still reach it: 4/5 must not miss .8 by a rounding."""

COLUMNS = [
    "antecedents",
    "consequents",
    "count",
    "support",
    "confidence",
    "lift",
    "leverage",
    "conviction",
    "p_value",
    "q_value",
]


@dataclass(frozen=True)
class RuleBounds:
    """Which rules are wanted.

    single_consequent: only rules of the form A -> one item. max_q: false discovery rate allowed, None for
    any. tolerance: a rule is redundant where a shorter one has its confidence less so much; None keeps all.
    """

    min_confidence: float = 0.5
    single_consequent: bool = True
    max_q: float | None = None
    tolerance: float | None = None


Counts = tuple[Itemset, Itemset, int, int, int]
"""Antecedent, consequent, and the baskets with both, with the antecedent, with the consequent."""


def rules_of(itemsets: Itemsets, bounds: RuleBounds) -> Frame:
    """All rules within the bounds, the most confident first, of those the ones with most baskets.

    Columns: antecedents, consequents (tuples of names, sorted), count (baskets with all of them), support =
    count / baskets, confidence = P(C | A), lift = confidence / P(C), leverage = P(A, C) - P(A) P(C),
    conviction = (1 - P(C)) / (1 - confidence), infinite where the rule never fails, p_value (Fisher's exact
    test) and q_value (Benjamini-Hochberg over every rule that the itemsets allow, not the confident ones
    alone).
    """
    tested, found = 0, list[Counts]()
    shorter = ShorterRules(itemsets.counts, itemsets.baskets)
    for rule in _candidates(itemsets, bounds.single_consequent):
        tested += 1
        antecedent, consequent, both, first, _ = rule
        if both / first < bounds.min_confidence - EDGE:
            continue
        if bounds.tolerance is not None and (
            shorter.best(antecedent, consequent) >= both / first - bounds.tolerance
        ):
            continue
        found.append(rule)
    frame = _measured(found, itemsets, tested)
    if bounds.max_q is not None:
        frame = frame[frame["q_value"] <= bounds.max_q]
    order = ["confidence", "count", "antecedents", "consequents"]
    return frame.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def _candidates(itemsets: Itemsets, single: bool) -> Iterator[Counts]:
    counts = itemsets.counts
    for whole, both in counts.items():
        if len(whole) < 2:  # noqa: PLR2004 - a rule has two sides
            continue
        largest = 1 if single else len(whole) - 1
        for size in range(1, largest + 1):
            for chosen in combinations(whole, size):
                consequent = frozenset(chosen)
                antecedent = whole - consequent
                yield antecedent, consequent, both, counts[antecedent], counts[consequent]


def _measured(rules: list[Counts], itemsets: Itemsets, tested: int) -> Frame:
    if not rules:
        return pd.DataFrame(columns=COLUMNS)
    total = itemsets.baskets
    both, first, second = (np.array([rule[n] for rule in rules], dtype=np.int64) for n in (2, 3, 4))
    confidence, share = both / first, second / total
    misses = 1 - confidence
    conviction = np.divide(1 - share, misses, out=np.full(len(rules), np.inf), where=misses > EDGE)
    p_value = chance(both, first, second, total)
    return pd.DataFrame(
        {
            "antecedents": [_named(rule[0], itemsets.items) for rule in rules],
            "consequents": [_named(rule[1], itemsets.items) for rule in rules],
            "count": both,
            "support": both / total,
            "confidence": confidence,
            "lift": confidence / share,
            "leverage": both / total - first / total * share,
            "conviction": conviction,
            "p_value": p_value,
            "q_value": false_discovery_rate(p_value, tested),
        },
        columns=COLUMNS,
    )


def _named(itemset: Itemset, items: list[str]) -> tuple[str, ...]:
    return tuple(sorted(items[column] for column in itemset))
