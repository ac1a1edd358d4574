"""Association rules: against counting by hand, against Fisher's test, and against R's arules on groceries."""

import os
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mlxtend.frequent_patterns import fpgrowth
from scipy.stats import false_discovery_control, fisher_exact

from engine.mining.rules.baskets import baskets_of
from engine.mining.rules.itemsets import Itemsets, frequent_itemsets
from engine.mining.rules.rules import RuleBounds, rules_of
from engine.mining.rules.significance import chance, false_discovery_rate
from tests.needed import needed

ROOT = Path(__file__).parents[5]
GROCERIES = Path(os.environ.get("ATTUNE_DATA", ROOT / ".." / "shared" / "data")) / "groceries/groceries.csv"

shops = st.lists(st.lists(st.sampled_from("abcde"), max_size=5), min_size=1, max_size=30)


@pytest.fixture(scope="module")
def groceries() -> Itemsets:
    needed(GROCERIES.is_file(), f"the groceries are not at {GROCERIES} (set ATTUNE_DATA)")
    lines = GROCERIES.read_text(encoding="utf-8").splitlines()
    return frequent_itemsets(baskets_of(line.split(",") for line in lines), 0.001)


@pytest.mark.parametrize(("confidence", "rules"), [(0.5, 5668), (0.8, 410)])
def test_as_many_rules_as_arules_finds_in_groceries(
    groceries: Itemsets, confidence: float, rules: int
) -> None:
    assert (groceries.baskets, len(groceries.items)) == (9835, 169)
    assert len(rules_of(groceries, RuleBounds(confidence))) == rules


@settings(deadline=None)
@given(shops, st.sampled_from([0.05, 0.1, 0.3, 1.0]))
def test_itemsets_are_those_that_counting_finds(rows: list[list[str]], support: float) -> None:
    baskets = baskets_of(rows)
    found = frequent_itemsets(baskets, support)
    expected = {}
    for size in range(1, len(baskets.items) + 1):
        for places in combinations(range(len(baskets.items)), size):
            names = {baskets.items[place] for place in places}
            count = sum(names <= set(row) for row in rows)
            if count and count / len(rows) >= support - 1e-12:
                expected[frozenset(places)] = count
    assert found.counts == expected


def test_itemsets_are_mlxtends_own() -> None:
    rows = [list(row) for row in ("abc", "abd", "ab", "acd", "bcd", "abcd", "a", "cd")]
    baskets = baskets_of(rows)
    peer = fpgrowth(pd.DataFrame(baskets.matrix.toarray()), min_support=0.25)
    supports = dict(zip(peer["itemsets"], (peer["support"] * len(rows)).round(), strict=True))
    assert frequent_itemsets(baskets, 0.25).counts == supports


def test_the_measures_of_a_rule() -> None:
    rows = [["bread", "butter"]] * 6 + [["bread"]] * 2 + [["butter"]] * 1 + [["tea"]] * 11
    rules = rules_of(frequent_itemsets(baskets_of(rows), 0.05), RuleBounds(0.5))
    rule = rules[rules["antecedents"] == ("bread",)].iloc[0]
    assert rule["consequents"] == ("butter",)
    assert (rule["count"], rule["support"], rule["confidence"]) == (6, 0.3, 0.75)
    assert rule["lift"] == pytest.approx(0.75 / 0.35)
    assert rule["leverage"] == pytest.approx(0.3 - 0.4 * 0.35)
    assert rule["conviction"] == pytest.approx(0.65 / 0.25)
    assert rule["p_value"] == pytest.approx(fisher_exact([[6, 2], [1, 11]], "greater").pvalue)
    # Bread with butter and butter with bread were looked at: two tests, with the same p-value.
    assert rule["q_value"] == pytest.approx(rule["p_value"])


def test_a_rule_that_never_fails_has_infinite_conviction() -> None:
    rows = [["pen", "ink"], ["ink"], ["paper"]]
    rules = rules_of(frequent_itemsets(baskets_of(rows), 0.3), RuleBounds(0.9))
    assert rules["conviction"].tolist() == [np.inf]


def test_several_consequents_only_when_asked_for() -> None:
    itemsets = frequent_itemsets(baskets_of([["a", "b", "c"]] * 4), 0.5)
    single = rules_of(itemsets, RuleBounds(0.5))
    every = rules_of(itemsets, RuleBounds(0.5, single_consequent=False))
    assert (len(single), len(every)) == (9, 12)
    assert set(single["consequents"].map(len)) == {1}
    assert (("a",), ("b", "c")) in set(zip(every["antecedents"], every["consequents"], strict=True))


def test_a_longer_rule_that_predicts_no_better_is_left_out() -> None:
    rows = (
        [["tea", "milk"]] * 8 + [["tea"]] * 2 + [["tea", "cup", "milk"]] * 4 + [["tea", "cup"]] + [["x"]] * 9
    )
    itemsets = frequent_itemsets(baskets_of(rows), 0.01)
    every = rules_of(itemsets, RuleBounds(0.5))
    kept = rules_of(itemsets, RuleBounds(0.5, tolerance=0.0))
    assert (("cup", "tea"), ("milk",)) in set(zip(every["antecedents"], every["consequents"], strict=True))
    longer = set(zip(kept["antecedents"], kept["consequents"], strict=True))
    assert (("cup", "tea"), ("milk",)) not in longer
    assert (("tea",), ("milk",)) in longer


def test_a_rule_no_better_than_chance_is_redundant() -> None:
    rows = [["milk"]] * 6 + [["milk", "tea"]] * 3 + [["tea"]] * 2
    itemsets = frequent_itemsets(baskets_of(rows), 0.01)
    assert len(rules_of(itemsets, RuleBounds(0.5))) == 1
    assert len(rules_of(itemsets, RuleBounds(0.5, tolerance=0.0))) == 0


@given(shops, st.sampled_from([0.0, 0.05]))
@settings(deadline=None)
def test_no_kept_rule_has_a_shorter_one_as_good(rows: list[list[str]], tolerance: float) -> None:
    baskets = baskets_of(rows)
    itemsets = frequent_itemsets(baskets, 0.05)
    every = rules_of(itemsets, RuleBounds(1e-6))
    measures = ["antecedents", "consequents", "confidence"]
    confidence = {(frozenset(one), c): value for one, c, value in every[measures].itertuples(index=False)}
    kept = rules_of(itemsets, RuleBounds(1e-6, tolerance=tolerance))
    for one, consequent, value in kept[measures].itertuples(index=False):
        for size in range(1, len(one)):
            for shorter in combinations(one, size):
                assert confidence[frozenset(shorter), consequent] < value - tolerance


def test_chance_is_fishers_exact_test() -> None:
    tables = [(6, 8, 7, 20), (1, 5, 4, 20), (0, 5, 4, 20), (30, 100, 120, 1000)]
    both, first, second, totals = (np.array(column, dtype=np.int64) for column in zip(*tables, strict=True))
    for n, total in enumerate(totals):
        a, b, c = both[n], first[n] - both[n], second[n] - both[n]
        table = [[a, b], [c, total - a - b - c]]
        found = chance(both[n : n + 1], first[n : n + 1], second[n : n + 1], int(total))
        assert found[0] == pytest.approx(fisher_exact(table, "greater").pvalue)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_false_discovery_rate_is_scipys(values: list[float]) -> None:
    p_values = np.array(values)
    assert false_discovery_rate(p_values, len(values)) == pytest.approx(false_discovery_control(p_values))


def test_rules_chosen_by_confidence_pay_for_all_that_were_looked_at() -> None:
    assert false_discovery_rate(np.array([0.01]), 5).tolist() == [0.05]
    with pytest.raises(ValueError, match="more p-values"):
        false_discovery_rate(np.array([0.01, 0.02]), 1)


def test_insignificant_rules_go_when_a_rate_is_set() -> None:
    rows = [["a", "b"]] * 30 + [["c"]] * 30 + [["d", "e"], ["e"], ["d"]]
    itemsets = frequent_itemsets(baskets_of(rows), 0.01)
    kept = rules_of(itemsets, RuleBounds(0.4, max_q=0.01))
    assert {one for pair in kept["antecedents"] for one in pair} == {"a", "b"}


def test_nothing_frequent_is_no_rules() -> None:
    itemsets = frequent_itemsets(baskets_of([["a"], ["b"], ["c"]]), 0.5)
    assert itemsets.counts == {}
    assert len(rules_of(itemsets, RuleBounds())) == 0


@pytest.mark.parametrize("support", [0.0, -0.1, 1.1])
def test_a_support_that_is_no_share_is_refused(support: float) -> None:
    with pytest.raises(ValueError, match="share"):
        frequent_itemsets(baskets_of([["a"]]), support)


def test_a_share_is_not_rounded_up_to_another_basket() -> None:
    rows = [["a", "b"]] * 3 + [["c"]] * 997
    assert 3 in frequent_itemsets(baskets_of(rows), 0.003).counts.values()
