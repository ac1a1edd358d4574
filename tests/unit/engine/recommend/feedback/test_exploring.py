"""Trying out: only the last place, with the chances that are logged."""

from collections import Counter

import pytest
from sqlalchemy.orm import Session

from engine.recommend.chooser import Tuning
from engine.recommend.service import Recommender
from engine.recommend.views import Suggestion
from tests.builders import NOW
from tests.unit.engine.recommend.conftest import buy, fill_shop

SEEDS = 1_500


def built(session: Session, exploring: float) -> Recommender:
    fill_shop(session)
    buy(session, "mei", "lamp", days_ago=2)
    for customer, product in (("c0", "tea"), ("c1", "kettle"), ("c2", "tea")):
        buy(session, customer, product, days_ago=3)
    return Recommender.build(session, tuning=Tuning(exploring=exploring))


def asked(session: Session, recommender: Recommender, seed: str | None) -> list[Suggestion]:
    return recommender.recommend(session, "mei", 3, now=NOW, seed=seed)


def test_products_come_as_often_as_the_log_says(session: Session) -> None:
    recommender = built(session, exploring=0.6)
    plain = asked(session, recommender, None)
    lists = [asked(session, recommender, f"m{n}") for n in range(SEEDS)]
    assert {tuple(one.product_id for one in found[:2]) for found in lists} == {
        tuple(one.product_id for one in plain[:2])
    }
    assert all(one.propensity == 1.0 and not one.options for found in lists for one in found[:2])
    logged = {found[2].product_id: found[2].propensity for found in lists}
    assert lists[0][2].options[0] == plain[2].product_id
    assert set(logged) == set(lists[0][2].options)
    assert sum(logged.values()) == pytest.approx(1.0)
    often = Counter(found[2].product_id for found in lists)
    for product, chance in logged.items():
        assert often[product] / SEEDS == pytest.approx(chance, abs=0.05)
    assert all(found[2].explored == (found[2].product_id != plain[2].product_id) for found in lists)
    for found in lists[:50]:
        assert sum(found[2].parts.values()) == pytest.approx(found[2].score, abs=1e-6)


def test_the_same_request_gets_the_same_list_and_without_a_share_nothing_is_tried(session: Session) -> None:
    recommender = built(session, exploring=0.6)
    assert asked(session, recommender, "m1") == asked(session, recommender, "m1")
    still = Recommender.build(session, tuning=Tuning(exploring=0.0))
    assert asked(session, still, "m1") == asked(session, still, None)
    assert recommender.recommend(session, "mei", 1, now=NOW, seed="m1")[0].options == ()
