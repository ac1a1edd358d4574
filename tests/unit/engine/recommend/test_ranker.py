"""The ranker: exact parts, weights that find the source that knows."""

from dataclasses import replace

import numpy as np
import pytest

from engine.recommend.evaluation.protocols import Asked
from engine.recommend.ranker import Ranker
from engine.recommend.ranker_learning import LearningConfig, learn_weights
from engine.recommend.sources.als import Als, AlsConfig
from engine.recommend.sources.buy_again import BuyAgain
from engine.recommend.sources.demand import DemandConfig, demand
from engine.recommend.sources.ease import Ease, EaseConfig
from engine.recommend.sources.item_knn import ItemKnn
from engine.recommend.sources.popularity import Popularity
from tests.unit.engine.recommend.sources.test_contract import histories, past

PAIRS = 1_000


def ranker() -> Ranker:
    sources = [Ease(EaseConfig(20.0)), Als(AlsConfig(factors=8)), BuyAgain(), Popularity(), ItemKnn()]
    for source in sources:
        source.fit(past())
    return Ranker(sources, [0.5, 0.3, 0.2, 0.1, 0.0], demand(past(), DemandConfig()))


def test_parts_sum_to_the_score_by_product_and_by_source() -> None:
    both, random = ranker(), np.random.default_rng(5)
    for history in histories(PAIRS):
        item = int(random.integers(40))
        score = both.score(history)[item]
        assert score >= 0
        assert sum(both.parts(history, item).values()) == pytest.approx(score, rel=0, abs=1e-9)
        assert sum(both.by_source(history, item).values()) == pytest.approx(score, rel=0, abs=1e-9)
        assert "item_knn" not in both.by_source(history, item)


def test_many_at_once_are_scored_as_one_by_one() -> None:
    both, some = ranker(), histories(40)
    assert np.allclose(both.score_many(some), np.stack([both.score(one) for one in some]), atol=1e-5)


def test_no_source_scores_nothing() -> None:
    nothing = Ranker([], [], np.ones(40))
    assert not nothing.score(histories(1)[0]).any()
    assert nothing.parts(histories(1)[0], 3) == {}


def test_weight_goes_to_the_source_that_knows_what_is_wanted() -> None:
    interactions = past()
    some = [one for one in histories(300) if (one.weights > 0).any()]
    knows, guesses = ItemKnn(), Popularity()
    for source in (knows, guesses):
        source.fit(interactions)
    truth = []
    for history in some:
        scores = np.where(history.weights != 0, 0.0, knows.score(history))
        truth.append(np.argsort(-scores, kind="stable")[:2])
    part = Asked(interactions, some, truth, repeats=True)
    config = LearningConfig(exponents=(0.0,))
    found = learn_weights(part, [knows, guesses], new_only=True, config=config)
    assert found.weights[0] > 10 * found.weights[1] >= 0
    assert found.ndcg > 0.9
    undated = replace(part, interactions=replace(interactions, dated=False))
    assert learn_weights(undated, [knows, guesses], new_only=True).demand.exponent == 0.0
