"""Who is asked, what they are asked, and what becomes of each answer."""

import pytest
from sqlalchemy.orm import Session

from engine.errors import Conflict, Invalid
from engine.gaps.reports.choices import choices_of, store_choices
from engine.gaps.reports.service import reports_of, tell
from engine.recommend.onboarding.questions import Question, budgets, question
from engine.recommend.onboarding.service import Taken, begin, stop, take
from engine.recommend.service import Recommender
from tests.builders import add_customer, add_product, add_shop
from tests.unit.engine.recommend.conftest import buy


def first(session: Session, key: str = "m1", customer: str = "mei") -> Question | None:
    return begin(session, Recommender.build(session), customer, key)


def answer(session: Session, name: str, value: str | None, key: str) -> Taken:
    return take(session, "mei", name, value, key=key, conversation_id="c")


def values(found: Question | None) -> list[str]:
    assert found is not None
    return [one.value for one in found.options]


def test_three_answers_are_statements_and_each_changes_the_list(shop: Session) -> None:
    recommender = Recommender.build(shop)
    assert values(first(shop)) == ["furniture", "lighting", "tea"]
    taken = answer(shop, "interest", "tea", "m2")
    assert recommender.recommend(shop, "mei", 1)[0].category_id == "tea"
    assert taken.next is not None and taken.next.name == "another_interest"
    assert values(taken.next) == ["furniture", "lighting"], "what was named is not offered again"
    taken = answer(shop, "another_interest", "furniture", "m3")
    assert {one.category_id for one in recommender.recommend(shop, "mei", 3)} == {"tea", "furniture"}
    assert taken.next is None, "lamps, chairs and tea cost the same here: there is no budget to choose"
    told = {(one.kind, one.value, one.source, one.confidence) for one in reports_of(shop, "mei")}
    assert told == {("category", "tea", "onboarding", 0.9), ("category", "furniture", "onboarding", 0.9)}
    assert first(shop, "m4") is None, "once only"


def test_skipping_keeps_nothing_and_goes_on(shop: Session) -> None:
    for n in range(8):
        add_product(shop, f"pan{n}", category=f"kitchen-{n}", prices=(1000 + 2000 * n,))
    named = set(values(first(shop)))
    taken = answer(shop, "interest", None, "m2")
    assert taken.kept is None
    assert not named & set(values(taken.next)), "what was skipped is not named again"
    taken = answer(shop, "another_interest", None, "m3")
    assert taken.next is not None and taken.next.name == "budget"
    assert answer(shop, "budget", None, "m4").next is None
    assert not reports_of(shop, "mei")
    assert first(shop, "m5") is None


def test_a_retried_turn_neither_asks_nor_answers_twice(shop: Session) -> None:
    assert first(shop, "m1") == first(shop, "m1")
    assert answer(shop, "interest", "tea", "m2") == answer(shop, "interest", "tea", "m2")
    assert len(reports_of(shop, "mei")) == 1
    with pytest.raises(Conflict):
        answer(shop, "interest", "lighting", "m9")
    with pytest.raises(Invalid):
        answer(shop, "another_interest", "sold no more", "m3")


def test_who_did_or_said_something_or_does_not_want_it_is_not_asked(shop: Session) -> None:
    buy(shop, "mei", "lamp")
    assert first(shop) is None
    add_customer(shop, "told")
    tell(shop, "told", "category", "tea")
    assert first(shop, customer="told") is None
    for choice in ("keep", "ask", "personalise"):
        add_customer(shop, choice)
        store_choices(shop, choice, **{choice: False})
        assert first(shop, customer=choice) is None


def test_stopping_is_for_good_and_for_all_questions(shop: Session) -> None:
    first(shop)
    stop(shop, "mei")
    assert not choices_of(shop, "mei").ask
    with pytest.raises(Conflict):
        answer(shop, "interest", "tea", "m2")
    store_choices(shop, "mei", ask=True)
    assert first(shop, "m3") is None


def test_budgets_are_round_and_none_where_prices_are_alike() -> None:
    assert budgets([900, 1900, 2100, 4900, 9900, 19900]) == [3500, 9900 // 1000 * 1000 + 1000]
    assert budgets([1000] * 9) == []
    assert budgets([1000, 2000]) == []
    assert budgets([100, 150, 200, 340, 890]) == [200, 500]


def test_a_shop_of_one_category_asks_for_the_budget_alone(session: Session) -> None:
    add_shop(session)
    for n in range(6):
        add_product(session, f"p{n}", prices=(1000 * (n + 1),))
    add_customer(session)
    assert question(session, "interest", []) is None
    found = first(session)
    assert found is not None and found.name == "budget"
    assert answer(session, "budget", found.options[0].value, "m2").next is None
    assert [one.kind for one in reports_of(session, "mei")] == ["budget"]
