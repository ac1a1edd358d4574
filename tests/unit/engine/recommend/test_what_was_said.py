"""What customers say of themselves, correct, take back and choose, in the very next list."""

import pytest
from sqlalchemy.orm import Session

from engine.gaps.reports.choices import store_choices
from engine.gaps.reports.service import correct, remove, tell
from engine.recommend.past import read_past
from engine.recommend.service import Recommender
from engine.recommend.sources.stated import StatedInterests
from engine.recommend.told import Told
from tests.builders import NOW, add_event, add_product
from tests.unit.engine.recommend.conftest import buy


def told(session: Session) -> Told:
    return read_past(session, "mei", {}, NOW).told


def categories(recommender: Recommender, session: Session) -> set[str]:
    return {one.category_id for one in recommender.recommend(session, "mei", 10)}


def test_a_statement_corrected_and_taken_back_changes_the_next_list(shop: Session) -> None:
    recommender = Recommender.build(shop)
    assert {"furniture", "lighting"} <= categories(recommender, shop)
    (row,) = tell(shop, "mei", "category", "furniture", wanted=False, source="survey")
    assert "furniture" not in categories(recommender, shop)
    (row,) = correct(shop, "mei", row.id, "lighting", wanted=False)
    assert "lighting" not in categories(recommender, shop)
    assert "furniture" in categories(recommender, shop), "the mistake never held"
    remove(shop, "mei", row.id)
    assert {"furniture", "lighting"} <= categories(recommender, shop)


def test_taking_back_the_last_answer_does_not_bring_an_older_one_to_life(shop: Session) -> None:
    tell(shop, "mei", "budget", "5000")
    (row,) = tell(shop, "mei", "budget", "3000")
    assert told(shop).max_price_cents == 3000
    (row,) = correct(shop, "mei", row.id, "4000")
    assert told(shop).max_price_cents == 4000
    remove(shop, "mei", row.id)
    assert told(shop).max_price_cents is None


def test_imported_statements_of_any_form_are_heard_and_other_reports_are_not(shop: Session) -> None:
    add_event(shop, "report", "mei", data={"category": ["tea", "lighting"], "budget": 900})
    add_event(shop, "report", "mei", data={"about": "item_problem", "kind": "damaged", "order": "W1"})
    add_event(shop, "report", "mei", data={"about": "onboarding", "categories": ["kitchen"]})
    found = told(shop)
    assert (found.categories, found.max_price_cents) == (("tea", "lighting", "kitchen"), 900)


def test_who_switches_personalisation_off_sees_what_a_stranger_sees_until_it_is_on_again(
    shop: Session,
) -> None:
    for product in ("lamp", "tea"):
        buy(shop, "mei", product)
    recommender = Recommender.build(shop)
    own, strangers = (
        recommender.recommend(shop, "mei", 10, now=NOW),
        recommender.recommend(shop, None, 10, now=NOW),
    )
    assert own != strangers
    store_choices(shop, "mei", personalise=False)
    assert recommender.recommend(shop, "mei", 10, now=NOW) == strangers
    store_choices(shop, "mei", personalise=True)
    assert recommender.recommend(shop, "mei", 10, now=NOW) == own


def test_a_category_that_is_liked_leads_the_list_and_is_its_reason(shop: Session) -> None:
    recommender = Recommender.build(shop)
    add_product(shop, "chai", "Chai", category="tea")
    with_new = Recommender.build(shop)
    for language, reason in (("en", "because you like Tea"), ("zh", "因为您喜欢tea")):
        tell(shop, "mei", "category", "tea", source="onboarding")
        found = with_new.recommend(shop, "mei", 5, language)
        assert [one.category_id for one in found[:3]] == ["tea"] * 3, "nobody has bought any of them yet"
        assert {one.reason for one in found[:3]} == {reason}
        assert found[0].source == "stated_interests"
        assert found[0].fallback is None
        assert sum(found[0].parts.values()) == found[0].score
    labels = {share.label for share in recommender.recommend(shop, "mei", 1)[0].shares}
    assert "your interest in Tea" in labels


def test_what_was_done_outweighs_what_was_said(shop: Session) -> None:
    recommender = Recommender.build(shop)
    tell(shop, "mei", "category", "tea")
    before = recommender.recommend(shop, "mei", 1, kind="discover")[0]
    history = read_past(shop, "mei", recommender.columns, NOW).history
    said = next(one for one in recommender.fitted.ranker.sources if isinstance(one, StatedInterests))
    assert said.trust(history) == 1
    for n in range(3):
        buy(shop, "mei", "lamp", days_ago=n)
    bought = read_past(shop, "mei", recommender.columns, NOW).history
    assert said.trust(bought) == pytest.approx(10 / 11)
    after = recommender.recommend(shop, "mei", 5, kind="discover")
    assert before.category_id == "tea"
    assert "bulb" in {one.product_id for one in after[:3]}, "what goes with the lamp"


def test_who_says_the_shop_knows_no_such_thing_is_as_if_nothing_was_said(shop: Session) -> None:
    recommender = Recommender.build(shop)
    before = recommender.recommend(shop, "mei", 5)
    tell(shop, "mei", "category", "sold no more")
    tell(shop, "mei", "brand", "nobody's")
    assert recommender.recommend(shop, "mei", 5) == before
