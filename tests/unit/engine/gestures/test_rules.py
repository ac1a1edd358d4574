"""Which gesture is proposed, of facts and of the money that is left."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.gestures.rules import Problem, Rules, Situation, propose

RULES = Rules({"shipping_refund": 600, "coupon": 1000, "free_return": 800, "note": 300}, 20_000, 2_000, 90.0)
BROKEN = Situation(broken=(("p1", "delivery"),))
PROBLEM = Problem("c1", about_item=False)
situations = st.builds(
    Situation,
    broken=st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(("delivery", "refund", "callback"))), max_size=3
    ).map(tuple),
    problems=st.lists(st.builds(Problem, st.sampled_from("xyz"), st.booleans()), max_size=3).map(tuple),
    stake_minutes=st.none() | st.floats(0, 10),
    decided=st.frozensets(st.sampled_from(["promise:a", "promise:b", "problem:x"])),
    settled_here=st.booleans(),
)


def proposed(situation: Situation, left: int = 20_000, of_customer: int = 2_000) -> tuple[str, str] | None:
    found = propose(situation, RULES, left=left, left_of_customer=of_customer)
    return (found.reason, found.kind) if found else None


def test_the_reason_decides_the_kind() -> None:
    assert proposed(BROKEN) == ("broken_promise", "shipping_refund")
    assert proposed(Situation(broken=(("p1", "refund"),))) == ("broken_promise", "coupon")
    assert proposed(Situation(problems=(PROBLEM, PROBLEM))) == ("second_problem", "coupon")
    assert proposed(Situation(broken=(("p1", "callback"),))) == ("broken_promise", "note")
    item = Problem("c2", about_item=True)
    assert proposed(Situation(problems=(item, PROBLEM))) == ("second_problem", "free_return")
    assert proposed(Situation(problems=(PROBLEM,), stake_minutes=6.0)) == ("high_stake", "coupon")


def test_nothing_for_one_problem_of_a_usual_customer_nor_for_a_stake_without_trouble() -> None:
    assert proposed(Situation(problems=(PROBLEM,), stake_minutes=4.9)) is None
    assert proposed(Situation(stake_minutes=9.0)) is None
    assert proposed(Situation()) is None


def test_the_same_thing_is_made_good_once_and_a_conversation_has_one_decision() -> None:
    assert proposed(replace(BROKEN, decided={"promise:p1"})) is None
    assert proposed(replace(BROKEN, settled_here=True)) is None


@pytest.mark.parametrize(
    ("left", "of_customer", "kind"),
    [(600, 2_000, "shipping_refund"), (599, 2_000, "note"), (20_000, 300, "note"), (299, 2_000, None)],
)
def test_what_is_left_decides_over_a_smaller_one(left: int, of_customer: int, kind: str | None) -> None:
    found = proposed(BROKEN, left, of_customer)
    assert (found[1] if found else None) == kind


@given(situations, st.integers(-500, 3_000), st.integers(-500, 3_000))
def test_never_more_than_is_left_and_never_what_was_decided(
    situation: Situation, left: int, of_customer: int
) -> None:
    found = propose(situation, RULES, left=left, left_of_customer=of_customer)
    if found is not None:
        assert 0 < found.cents <= min(left, of_customer)
        assert found.id not in situation.decided and not situation.settled_here
