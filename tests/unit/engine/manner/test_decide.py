"""The decision of tone, apology and offer, and the head start, on what is known alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.manner.decide import Known, Manner, Why, decide
from engine.manner.stake import MOST_MINUTES, head_start

REGULAR = Known(purchase=0.7, churn=0.1, orders=9, orders_often=True)
chances = st.none() | st.floats(0, 1)
known = st.builds(
    Known,
    mood=st.floats(-1, 1),
    trouble_days=st.none() | st.floats(0, 400),
    days_late=st.none() | st.floats(-30, 30),
    satisfied=chances,
    purchase=chances,
    churn=chances,
    orders=st.integers(0, 50),
    orders_often=st.booleans(),
)


def test_a_stranger_is_met_plainly_and_offered_nothing() -> None:
    assert decide(Known()) == Manner("plain")


def test_a_regular_in_a_fine_mood_is_met_warmly_and_may_be_offered_something() -> None:
    assert decide(REGULAR) == Manner("warm", offer=True, why=("loyal", "likely"))
    assert decide(replace(REGULAR, orders=2)).tone == "plain"
    assert decide(replace(REGULAR, orders_often=False)).tone == "plain"
    assert not decide(replace(REGULAR, purchase=0.1)).offer
    assert not decide(replace(REGULAR, mood=-0.2)).offer


@pytest.mark.parametrize(
    ("change", "why", "apology"),
    [
        ({"mood": -0.6}, "unhappy", False),
        ({"trouble_days": 3.0}, "trouble", True),
        ({"days_late": 2.5}, "late", True),
        ({"satisfied": 0.3}, "let_down", False),
        ({"churn": 0.8}, "leaving", False),
    ],
)
def test_whatever_speaks_against_it_makes_the_tone_sober_and_only_facts_bring_an_apology(
    change: dict[str, float], why: Why, apology: bool
) -> None:
    found = decide(replace(REGULAR, **change))
    assert found == Manner("careful", apologise=apology, offer=False, why=(why,))


def test_old_trouble_is_over() -> None:
    assert decide(replace(REGULAR, trouble_days=31.0)).tone == "warm"
    assert decide(replace(REGULAR, days_late=0.5)).tone == "warm"


@given(known)
def test_nobody_is_sold_to_after_trouble_and_nobody_is_told_sorry_for_a_guess(one: Known) -> None:
    found = decide(one)
    assert not (found.offer and found.tone == "careful")
    assert not (found.apologise and found.tone != "careful")
    guessed = replace(one, trouble_days=None, days_late=None)
    assert not decide(guessed).apologise


def test_half_of_the_head_start_where_a_typical_customers_value_is_at_stake() -> None:
    assert head_start(1.0, 40_000, 40_000) == MOST_MINUTES / 2
    assert head_start(0.0, 40_000, 40_000) == 0.0
    assert head_start(0.5, -100, 40_000) == 0.0


@given(st.floats(0, 1), st.integers(0, 10**9), st.integers(1, 10**7), st.floats(0, 1))
def test_the_head_start_grows_with_risk_and_value_and_has_an_end(
    churn: float, spent: int, typical: int, more: float
) -> None:
    start = head_start(churn, spent, typical)
    assert 0 <= start <= MOST_MINUTES
    assert head_start(min(churn + more, 1.0), spent, typical) >= start
    assert head_start(churn, spent + 1_000, typical) >= start
