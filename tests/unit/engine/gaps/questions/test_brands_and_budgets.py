"""Brands and what is usually spent are asked about like categories, and an answer holds for the next list."""

import numpy as np
import pytest

from engine.errors import NotFound
from engine.events.history import read_history
from engine.gaps.questions.asked import answer, note_asked
from engine.gaps.questions.attributes import budgets_of
from engine.gaps.questions.goods import read_goods
from engine.gaps.questions.rebuild import learnt_from
from engine.gaps.questions.saved import Questions
from engine.gaps.questions.service import WorthAsking, worth_asking
from engine.recommend.told import Told, told_after
from engine.store import Database
from tests.builders import NOW, add_customer, add_event, add_product, add_shop

CHEAP, DEAR = 900, 9000


@pytest.fixture
def learnt(database: Database) -> Questions:
    """81 customers buy of one category; most of them cheap things by Lumo, some dear ones by Fernhill. "mei"
    bought one thing without a brand."""
    random = np.random.default_rng(4)
    with database.session() as session:
        add_shop(session)
        for number in range(12):
            cheap = number % 2 == 0
            made = add_product(session, f"p{number}", prices=[CHEAP if cheap else DEAR])
            made.brand = "Lumo" if cheap else "Fernhill"
        add_product(session, "plain", prices=[CHEAP])
        for customer in range(81):
            add_customer(session, f"c{customer}")
            for day in range(8):
                kind = int(customer % 3 == 0) if random.random() < 0.9 else random.integers(2)
                product = f"p{2 * random.integers(6) + kind}"
                add_event(session, "purchase", f"c{customer}", product, at=NOW.replace(day=1 + day), value=1)
        add_customer(session)
        add_event(session, "purchase", "mei", "plain", value=1)
    with database.session(writes=False) as session:
        found = learnt_from(read_history(session), read_goods(session))
    assert found is not None
    return found


def topics(found: WorthAsking) -> set[str]:
    return {one.attribute for one in found.candidates}


def test_what_parts_customers_of_one_category_is_brand_and_budget(
    database: Database, learnt: Questions
) -> None:
    assert set(learnt.model.attributes) == {"brand:lumo", "brand:fernhill", f"budget:{CHEAP}"}
    with database.session(writes=False) as session:
        found = worth_asking(session, learnt, "mei")
        regular = worth_asking(session, learnt, "c1")
    assert topics(found) == set(learnt.model.attributes), "one purchase does not show what is usually spent"
    assert {one.attribute: one.text["en"] for one in found.candidates} == {
        "brand:lumo": "Do you like Lumo?",
        "brand:fernhill": "Do you like Fernhill?",
        f"budget:{CHEAP}": "Do you usually spend up to $9.00 on one thing?",
    }
    assert all(one.gain > 0.02 and one.bits > 0.3 for one in found.candidates)
    assert topics(regular) == {"brand:fernhill"} and regular.liked == ("brand:lumo",)


def test_answers_are_statements_and_leave_less_to_ask(database: Database, learnt: Questions) -> None:
    budget = f"budget:{CHEAP}"
    with database.session() as session:
        answer(session, "mei", "brand:lumo", likes=True, key="m1:answer")
        assert topics(worth_asking(session, learnt, "mei")) == {"brand:fernhill", budget}
        note_asked(session, "mei", "budget:4500", key="m2:question")
        assert topics(worth_asking(session, learnt, "mei")) == {"brand:fernhill"}, "one question, any sum"
        answer(session, "mei", budget, likes=False, key="m3:answer")
        found = worth_asking(session, learnt, "mei")
        assert found.said == {"brand:lumo": True, budget: False}
        with pytest.raises(NotFound, match="brand"):
            answer(session, "mei", "brand:gone", likes=True, key="m4:answer")


def test_a_budget_says_something_of_every_sum() -> None:
    steps = ("tea", "budget:1000", "budget:2000", "budget:4000")
    up_to = {"budget:1000": False, "budget:2000": True, "budget:4000": True}
    assert budgets_of(2000, True, steps) == up_to
    assert budgets_of(2000, False, steps) == {"budget:1000": False, "budget:2000": False}


def test_recommendations_leave_out_a_brand_that_is_not_liked_and_lift_a_limit() -> None:
    told = told_after(
        Told(brands=("lumo",), max_price_cents=900), {"kind": "brand", "value": "Lumo", "wanted": False}
    )
    assert (told.brands, told.avoid_brands) == ((), frozenset({"lumo"}))
    told = told_after(told, {"kind": "budget", "value": "900", "wanted": False})
    assert told.max_price_cents is None
    assert told_after(told, {"kind": "brand", "value": "lumo"}).avoid_brands == frozenset()


def test_an_empty_log_has_no_questions(database: Database) -> None:
    with database.session(writes=False) as session:
        assert learnt_from(read_history(session), read_goods(session)) is None
