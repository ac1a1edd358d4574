"""What a served list says of itself: its parts are its score, and each is worth what it says."""

from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy.orm import Session

from engine.recommend.evaluation.served import served_list
from engine.recommend.past import read_past
from engine.recommend.ranker import Ranker
from engine.recommend.service import Recommender
from tests.builders import NOW, add_customer, add_event, add_product, add_shop

CUSTOMERS, PRODUCTS, PAIRS = 130, 30, 1_000


@pytest.fixture
def busy(session: Session) -> Session:
    """Customers of two tastes who buy several things at a time, look, send back and complain."""
    random = np.random.default_rng(4)
    add_shop(session)
    for n in range(PRODUCTS):
        tags = ["consumable"] if n % 5 == 0 else []
        add_product(session, f"p{n}", f"Thing {n % 7} of {n}", category=f"k{n % 4}", tags=tags)
    for n in range(CUSTOMERS):
        customer = add_customer(session, f"c{n}").id
        for basket in range(3):
            at = NOW - timedelta(days=int(random.integers(0, 150)))
            for item in {int(one) for one in 15 * (n % 2) + random.integers(0, 15, 3)}:
                data = {"order_id": f"{customer}-{basket}"}
                add_event(session, "purchase", customer, f"p{item}", at=at, value=1.0, data=data)
        add_event(session, "view", customer, f"p{random.integers(PRODUCTS)}")
        add_event(session, "rating", customer, f"p{random.integers(PRODUCTS)}", value=1.0)
    return session


def test_contributions_of_a_thousand_served_items_sum_and_are_worth_what_they_say(busy: Session) -> None:
    recommender = Recommender.build(busy)
    ranker, pairs, several = recommender.fitted.ranker, 0, 0
    without = {
        name: Ranker(
            ranker.sources,
            [0.0 if one.name == name else w for one, w in zip(ranker.sources, ranker.weights, strict=True)],
            ranker.demand,
        )
        for name in {one.name for one in ranker.sources}
    }
    for n in range(CUSTOMERS):
        history = read_past(busy, f"c{n}", recommender.columns, NOW).history
        left = {name: other.score(history) for name, other in without.items()}
        for one in recommender.recommend(busy, f"c{n}", 10, now=NOW):
            pairs += 1
            assert abs(sum(one.parts.values()) - one.score) < 1e-6
            assert abs(sum(one.sources.values()) - one.score) < 1e-6
            assert sum(share.value for share in one.shares) == pytest.approx(one.score, abs=1e-6)
            assert one.source == max(one.sources, key=one.sources.__getitem__)
            if one.kind == "discover":
                several += len(one.sources) > 1
                column = recommender.columns[one.product_id]
                for name, share in one.sources.items():
                    assert abs(one.score - left[name][column] - share) < 1e-6
    assert pairs >= PAIRS
    assert several > PAIRS / 2


def test_the_benchmarks_list_is_the_served_one(busy: Session) -> None:
    recommender = Recommender.build(busy)
    for n in range(20):
        past = read_past(busy, f"c{n}", recommender.columns, NOW)
        known = [recommender.items[c].id for c in np.flatnonzero(past.history.weights)]
        served = recommender.recommend(busy, f"c{n}", 10, kind="discover", exclude=known, now=NOW)
        measured = served_list(recommender.chooser, past.history, 10, "discover")
        assert [one.product_id for one in served] == [recommender.items[c].id for c in measured]
        assert served
