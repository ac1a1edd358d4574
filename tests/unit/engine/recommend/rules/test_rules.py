"""Each business rule alone: what it removes, what it damps, and by how much."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from engine.recommend.catalogue import Item
from engine.recommend.interactions import Basket, History
from engine.recommend.likeness import Likeness
from engine.recommend.past import Past, Told
from engine.recommend.rules.availability import AVOIDED, BUDGET, EXCLUDED, OVER_BUDGET, STOCK
from engine.recommend.rules.diversity import maximal_marginal_relevance
from engine.recommend.rules.judge import diversified, judged
from engine.recommend.rules.owned import NOT_REPEATABLE, OWNED
from engine.recommend.rules.price_level import PRICE_LEVEL, price_levels
from engine.recommend.rules.rejected import HALF_LIFE_DAYS, HIDDEN_DAYS, NEAR_REJECTED, REJECTED, force
from engine.recommend.rules.shown import SHOWN
from engine.recommend.rules.situation import Rule, Situation
from engine.recommend.views import Candidate, Ruling

NOW = datetime(2026, 11, 20, tzinfo=UTC)
ALL = np.arange(6)


def item(n: int, words: str, cents: int, category: str = "lamps", tags: tuple[str, ...] = ()) -> Item:
    return Item(f"i{n}", {"en": f"I{n}"}, category, {"en": category}, tags, words, cents)


ITEMS = [
    item(0, "red table lamp", 1000),
    item(1, "red table lamp", 1100),
    item(2, "green floor light", 5000),
    item(3, "blue wall sconce", 9000),
    item(4, "tea leaves", 300, "tea", ("consumable",)),
    item(5, "coffee beans", 900, "tea", ("consumable",)),
]


def situation(past: Past | None = None, **more: object) -> Situation:
    return Situation(
        past=past or Past(History(np.zeros(6))),
        now=NOW,
        consumable=np.array([one.consumable for one in ITEMS]),
        level=price_levels(ITEMS),
        categories=tuple(one.category_id for one in ITEMS),
        likeness=Likeness.of(ITEMS),
        **more,  # pyright: ignore[reportArgumentType]
    )


def factors(rule: Rule, **more: object) -> list[float]:
    past = more.pop("past", None)
    return rule.factors(ALL, situation(past, **more)).tolist()  # pyright: ignore[reportArgumentType]


def test_what_is_not_in_stock_or_was_excluded_goes() -> None:
    assert factors(STOCK, prices={0: 1000, 4: 300}) == [1, 0, 0, 0, 1, 0]
    assert factors(EXCLUDED, excluded=frozenset({2})) == [1, 1, 0, 1, 1, 1]


def test_a_budget_damps_and_an_avoided_category_goes() -> None:
    told = Past(History(np.zeros(6), told=Told(avoid=frozenset({"tea"}), max_price_cents=1000)))
    prices = {n: one.price_cents for n, one in enumerate(ITEMS)}
    assert factors(BUDGET, past=told, prices=prices) == [1, *[OVER_BUDGET] * 3, 1, 1]
    assert factors(AVOIDED, past=told) == [1, 1, 1, 1, 0, 0]


def test_owned_is_no_discovery_and_only_what_is_used_up_or_regular_comes_again() -> None:
    baskets = [Basket((0, 1, 4), NOW), Basket((1,), NOW)]
    past = Past(History(np.zeros(6), baskets, ordered=frozenset({0, 1, 2, 4})))
    assert factors(OWNED, past=past) == [0, 0, 0, 1, 0, 1]
    assert factors(NOT_REPEATABLE, past=past) == [0, 1, 0, 0, 1, 1]


def test_a_refusal_holds_thirty_days_and_then_fades_by_half_every_sixty() -> None:
    assert force(NOW - timedelta(days=HIDDEN_DAYS - 1), NOW) == 1.0
    assert force(NOW - timedelta(days=HIDDEN_DAYS + HALF_LIFE_DAYS), NOW) == pytest.approx(0.5)
    assert force(NOW - timedelta(days=HIDDEN_DAYS + 2 * HALF_LIFE_DAYS), NOW) == pytest.approx(0.25)
    assert force(None, NOW) == 1.0
    past = Past(History(np.zeros(6)), rejected={0: NOW, 3: NOW - timedelta(days=90)})
    assert factors(REJECTED, past=past) == pytest.approx([0, 1, 1, 0.5, 1, 1])


def test_a_near_duplicate_of_what_was_refused_is_damped_and_comes_back_too() -> None:
    def after(days: int) -> list[float]:
        past = Past(History(np.zeros(6)), rejected={0: NOW - timedelta(days=days)})
        return factors(NEAR_REJECTED, past=past)

    assert after(1) == pytest.approx([1, 0.5, 1, 1, 1, 1])
    assert after(90)[1] == pytest.approx(0.75)


def test_what_was_shown_in_vain_loses_worth_and_recovers() -> None:
    def after(showings: list[int]) -> float:
        past = Past(History(np.zeros(6)), shown={2: [NOW - timedelta(days=days) for days in showings]})
        return factors(SHOWN, past=past)[2]

    assert after([0, 0, 0]) == pytest.approx(0.5)
    assert after([0] * 6) < after([0] * 3) < after([14] * 3) < after([50] * 3) < 1.0


def test_price_level_needs_three_purchases_and_damps_the_far_end() -> None:
    assert price_levels(ITEMS)[:4].tolist() == [0.125, 0.375, 0.625, 0.875]
    few = Past(History(np.zeros(6), [Basket((0,), NOW)]))
    assert factors(PRICE_LEVEL, past=few) == [1] * 6
    cheap = Past(History(np.zeros(6), [Basket((0, 1, 4), NOW)]))
    found = factors(PRICE_LEVEL, past=cheap)
    assert found[:3] == [1, 1, pytest.approx(1 - 0.5 * (0.375 - 0.35))]
    assert found[3] == pytest.approx(1 - 0.5 * (0.625 - 0.35))


def test_an_unknown_price_is_no_reason_against_an_item() -> None:
    levels = price_levels([item(0, "a", 100), Item("x", {}, "lamps", {}, (), "b", None)])
    assert np.isnan(levels).all()


def candidates(*worths: float) -> list[Candidate]:
    return [Candidate(n, "discover", "knn", worth, worth) for n, worth in enumerate(worths)]


def test_each_rule_is_named_on_what_it_removed_and_moved() -> None:
    past = Past(
        History(np.zeros(6), ordered=frozenset({5})),
        rejected={0: NOW},
        shown={2: [NOW, NOW, NOW]},
    )
    kept, removed = judged(
        candidates(1.0, 0.9, 0.8, 0.7, 0.6, 0.5), (OWNED, REJECTED, NEAR_REJECTED, SHOWN), situation(past)
    )
    assert removed == [(5, "owned"), (0, "rejected")]
    assert [one.item for one in kept] == [3, 4, 1, 2]
    named = {one.item: one.rulings for one in kept}
    assert named[1] == (Ruling("near_rejected", factor=0.5),)
    assert named[2] == (Ruling("shown", factor=0.5),)
    assert named[3] == ()


def test_diversity_moves_the_near_repetition_back_and_says_so() -> None:
    found = candidates(1.0, 0.99, 0.9)
    moved = diversified(found, Likeness.of(ITEMS), 0.7)
    assert [one.item for one in moved] == [0, 2, 1]
    assert moved[2].rulings == (Ruling("diversity", places=1),)
    assert diversified(found, Likeness.of(ITEMS), 1.0) == found


@given(arrays(np.float64, 7, elements=st.floats(0, 1)), st.floats(0, 1))
def test_marginal_relevance_orders_all_and_begins_with_the_worthiest(
    worth: np.ndarray, balance: float
) -> None:
    alike = np.full((7, 7), 0.5)
    order = maximal_marginal_relevance(worth, alike.__getitem__, balance)
    assert sorted(order) == list(range(7))
    assert (maximal_marginal_relevance(worth, alike.__getitem__, balance, 3) == order[:3]).all()
    if balance > 0.01:
        assert worth[order[0]] == pytest.approx(worth.max())
    # Where all are equally alike, worth alone decides.
    assert (np.diff(balance * worth[order[1:]]) <= 1e-12).all()
