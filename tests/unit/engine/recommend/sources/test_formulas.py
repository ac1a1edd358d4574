"""The sources alone, against their formulas."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse

from engine.recommend.interactions import Basket, History, Interactions, interactions_of
from engine.recommend.sources.buy_again import BuyAgain, BuyAgainConfig
from engine.recommend.sources.demand import DemandConfig, demand
from engine.recommend.sources.item_knn import ItemKnn, ItemKnnConfig, similarities

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def dense(matrix: np.ndarray) -> Interactions:
    touches = [
        (f"c{row}", f"i{column}", "purchase", NOW) for row, column in zip(*np.nonzero(matrix), strict=True)
    ]
    return interactions_of(touches, [f"i{n}" for n in range(matrix.shape[1])])


@given(arrays(np.float64, (7, 5), elements=st.sampled_from([0.0, 0.2, 1.0])), st.integers(1, 5))
def test_similarity_is_the_shrunk_cosine_of_the_nearest(matrix: np.ndarray, neighbours: int) -> None:
    config = ItemKnnConfig(neighbours=neighbours, shrinkage=3.0)
    found = similarities(sparse.csr_array(matrix), config).toarray()
    norms = np.linalg.norm(matrix, axis=0)
    expected = matrix.T @ matrix / (np.outer(norms, norms) + 3.0)
    np.fill_diagonal(expected, 0.0)
    assert (np.count_nonzero(found, axis=1) <= neighbours).all()
    kept = found > 0
    assert np.allclose(found[kept], expected[kept])
    for row in range(5):
        dropped = np.where(kept[row], 0.0, expected[row])
        if kept[row].sum() < neighbours:
            assert np.allclose(dropped, 0.0)
        else:
            assert dropped.max() <= found[row][kept[row]].min() + 1e-12


@given(arrays(np.float64, (6, 4), elements=st.sampled_from([0.0, 1.0])), st.data())
def test_parts_of_item_knn_sum_to_its_score(matrix: np.ndarray, data: st.DataObject) -> None:
    knn = ItemKnn(ItemKnnConfig(neighbours=2, shrinkage=1.0))
    knn.fit(dense(matrix))
    weights = data.draw(arrays(np.float64, 4, elements=st.sampled_from([0.0, 0.2, 1.0])))
    scores = knn.score(History(weights))
    for item in range(4):
        assert sum(knn.parts(History(weights), item).values()) == pytest.approx(scores[item])


def test_purchase_of_one_half_life_ago_counts_half() -> None:
    again = BuyAgain(BuyAgainConfig(half_life_days=10.0, favour=0.0))
    again.fit(dense(np.ones((1, 2))))
    baskets = [Basket((0, 0), NOW - timedelta(days=10)), Basket((1,), NOW)]
    assert again.score(History(np.ones(2), baskets, now=NOW)).tolist() == [0.5, 1.0]


def test_orders_stand_in_for_days_where_there_are_none() -> None:
    again = BuyAgain(BuyAgainConfig(half_life_orders=1.0, favour=0.0))
    again.fit(dense(np.ones((1, 2))))
    history = History(np.ones(2), [Basket((0,), None), Basket((0, 1), None)], now=NOW)
    assert again.score(history).tolist() == [1.5, 1.0]
    assert again.parts(history, 0) == {"order -1": 0.5, "order -0": 1.0}


def test_strongest_event_counts_and_unknown_products_are_left_out() -> None:
    touches = [
        ("mei", "a", "view", NOW),
        ("mei", "a", "purchase", NOW),
        ("mei", "a", "view", NOW),
        ("noah", "b", "view", NOW),
        ("noah", "gone", "purchase", NOW),
    ]
    found = interactions_of(touches, ["a", "b"])
    assert found.matrix.toarray().tolist() == [[1.0, 0.0], [0.0, 0.2]]
    assert found.buyers.tolist() == [1.0, 0.0]


def test_season_is_the_last_ninety_days_of_the_log() -> None:
    touches = [("mei", "a", "purchase", NOW - timedelta(days=91)), ("noah", "b", "purchase", NOW)]
    found = interactions_of(touches, ["a", "b"])
    assert (found.recent_buyers.tolist(), found.dated) == ([0.0, 1.0], True)


def test_of_equally_often_bought_products_those_that_many_buy_come_first() -> None:
    again = BuyAgain(BuyAgainConfig(favour=1.0))
    again.fit(dense(np.array([[1, 1], [0, 1], [0, 1], [0, 1]])))
    scores = again.score(History(np.ones(2), [Basket((0, 1), NOW)], now=NOW))
    assert scores.tolist() == [1.5, 2.0]


def test_what_sells_lately_is_in_demand() -> None:
    touches = [("mei", "old", "purchase", NOW - timedelta(days=n)) for n in range(100, 200, 10)]
    touches += [("noah", "new", "purchase", NOW - timedelta(days=n)) for n in range(5)]
    found = interactions_of(touches, ["old", "new", "never"])
    old, new, never = demand(found, DemandConfig())
    assert new > never > old > 0
    assert never == pytest.approx(1.0)
    assert demand(found, DemandConfig(exponent=0.0)).tolist() == [1.0, 1.0, 1.0]
    undated = interactions_of([("mei", "old", "purchase", None)], ["old", "new", "never"])
    assert demand(undated, DemandConfig()).tolist() == [1.0, 1.0, 1.0]
