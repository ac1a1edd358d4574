"""Where there is little or nothing to say: a sensible answer, or a clear one."""

from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from engine.recommend.service import Recommender, Tuning
from engine.recommend.top import top
from engine.recommend.views import Removed
from engine.store.tables import Product, Variant
from tests.builders import NOW, add_customer, add_event, add_product
from tests.unit.engine.recommend.conftest import buy

ALL = ("lamp", "bulb", "chair", "cushion", "tea", "kettle")


def test_a_customer_whom_the_log_does_not_know_gets_what_is_popular(shop: Session) -> None:
    found = Recommender.build(shop).recommend(shop, "nobody-has-this-id")
    assert {one.fallback for one in found} == {"no_history"}
    assert found


def test_an_empty_catalogue_says_so(session: Session) -> None:
    add_customer(session)
    answer = Recommender.build(session).answer(session, "mei")
    assert (answer.suggestions, answer.nothing) == ((), "empty_catalogue")


def test_who_owns_all_is_offered_what_is_used_up_and_else_told_why_nothing(shop: Session) -> None:
    for product in ALL:
        buy(shop, "mei", product)
    recommender = Recommender.build(shop)
    assert [one.product_id for one in recommender.recommend(shop, "mei")] == ["tea"]
    answer = recommender.answer(shop, "mei", kind="discover")
    assert answer.nothing == "all_owned"
    assert {one.rule for one in answer.removed} == {"owned"}


def test_a_product_deleted_after_the_fit_is_not_shown_and_named(shop: Session) -> None:
    buy(shop, "mei", "lamp")
    recommender = Recommender.build(shop)
    shop.execute(delete(Variant).where(Variant.product_id == "bulb"))
    shop.execute(delete(Product).where(Product.id == "bulb"))
    answer = recommender.answer(shop, "mei")
    assert "bulb" not in {one.product_id for one in answer.suggestions}
    assert Removed("bulb", "stock") in answer.removed


def test_nothing_in_stock_is_told_apart_from_nothing_known(shop: Session) -> None:
    shop.execute(update(Variant).values(stock=0))
    answer = Recommender.build(shop).answer(shop, "mei")
    assert (answer.suggestions, answer.nothing) == ((), "none_left")
    assert {one.rule for one in answer.removed} == {"stock"}


def test_an_event_of_a_product_that_came_after_the_fit_changes_nothing(shop: Session) -> None:
    recommender = Recommender.build(shop)
    before = recommender.recommend(shop, "mei")
    add_product(shop, "novelty", category="novelties")
    buy(shop, "mei", "novelty")
    assert recommender.recommend(shop, "mei") == before


def test_a_rating_that_is_no_number_leaves_every_score_a_number(shop: Session) -> None:
    buy(shop, "mei", "lamp")
    add_event(shop, "rating", "mei", "lamp", value=float("nan"))
    add_event(shop, "rating", "c1", "bulb", value=float("nan"))
    found = Recommender.build(shop).recommend(shop, "mei")
    assert found
    assert np.isfinite([one.score for one in found]).all()


def test_scores_that_are_no_numbers_are_passed_over() -> None:
    assert top(np.array([np.nan, 0.5, 0.0, 0.7, 0.5]), 3) == [3, 1, 4]
    assert top(np.array([np.nan, 0.5, 0.0, 0.7, 0.5]), 2) == [3, 1]
    assert top(np.zeros(0), 2) == []


def test_a_refusal_keeps_an_item_away_and_fades(shop: Session) -> None:
    buy(shop, "mei", "lamp")
    add_event(shop, "reject", "mei", "bulb", at=NOW)
    recommender = Recommender.build(shop, tuning=Tuning(diversity=1.0))

    def place(days: int) -> int | None:
        found = recommender.answer(shop, "mei", 10, now=NOW + timedelta(days=days), kind="discover")
        return next((one.rank for one in found.suggestions if one.product_id == "bulb"), None)

    assert place(1) is None
    assert Removed("bulb", "rejected") in recommender.answer(shop, "mei", now=NOW).removed
    assert place(400) == 1


def test_what_a_customer_told_holds_for_the_next_list(shop: Session) -> None:
    add_event(shop, "report", "mei", data={"about": "preference", "avoid": ["furniture"]})
    found = Recommender.build(shop).answer(shop, "mei")
    assert {one.category_id for one in found.suggestions} == {"lighting"}
    assert Removed("chair", "avoided") in found.removed
    add_event(shop, "report", "mei", data={"about": "preference", "max_price_cents": 600})
    budgeted = Recommender.build(shop).recommend(shop, "mei")
    assert budgeted[0].product_id == "bulb"
    assert [one.rule for one in budgeted[1].rulings if one.factor < 1] == ["budget"]


def test_removed_items_are_named_once_and_never_among_the_shown(shop: Session) -> None:
    for days in (3, 30):
        buy(shop, "mei", "tea", days_ago=days)
    answer = Recommender.build(shop).answer(shop, "mei", exclude=["chair"])
    ids = [one.product_id for one in answer.removed]
    assert len(ids) == len(set(ids))
    assert not set(ids) & {one.product_id for one in answer.suggestions}
    assert Removed("chair", "excluded") in answer.removed
    assert sum(next(iter(answer.suggestions)).parts.values()) == pytest.approx(answer.suggestions[0].score)
