"""The decision: grows with its evidence, never sells in trouble, may be nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.manner.decide import AT_RISK, DECENT, FINE, Known
from engine.manner.decide import decide as manner_for
from engine.next_action.decide import Option, decide
from engine.next_action.situation import Flag, Kind, Question, Situation

NAME = {"en": "Tea", "zh": "茶"}
chance = st.none() | st.floats(0, 1)
flag = st.builds(
    Flag,
    st.sampled_from(["tea", "query", "purchase"]),
    st.just(NAME),
    st.floats(-4, 4),
    st.floats(0.01, 1),
    st.integers(0, 99),
)


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    known = Known(
        mood=draw(st.floats(-1, 1)),
        trouble_days=draw(st.none() | st.floats(0, 60)),
        days_late=draw(st.none() | st.floats(-10, 30)),
        satisfied=draw(chance),
        purchase=draw(chance),
        churn=draw(chance),
        orders=draw(st.integers(0, 20)),
        orders_often=draw(st.booleans()),
    )
    return of(
        known,
        spend_cents=draw(st.none() | st.integers(0, 100_000)),
        stake_cents=draw(st.floats(0, 1e6)),
        basket_cents=draw(st.floats(0, 1e5)),
        flags=tuple(draw(st.lists(flag, max_size=4))),
        question=draw(st.none() | st.builds(Question, st.just(NAME), st.floats(0, 3))),
        not_understood=draw(st.integers(0, 5)),
        with_person=draw(st.booleans()),
        ask=draw(st.booleans()),
        personalise=draw(st.booleans()),
    )


def of(known: Known, **more: object) -> Situation:
    return replace(Situation(known, manner_for(known)), **more)  # type: ignore[arg-type]


def known(one: Situation, **more: object) -> Situation:
    changed = replace(one.known, **more)  # type: ignore[arg-type]
    return replace(one, known=changed, manner=manner_for(changed))


def option(one: Situation, kind: Kind) -> Option | None:
    return next((found for found in decide(one).options if found.kind == kind), None)


def worth(one: Situation, kind: Kind) -> float:
    found = option(one, kind)
    return found.value_cents if found else 0.0


FRESH = Known(purchase=0.8, churn=0.1, orders=4)
LIKELY = of(FRESH, stake_cents=20_000.0, basket_cents=5_000.0)


@given(situations())
def test_the_best_is_worth_most_and_everything_has_evidence(one: Situation) -> None:
    found = decide(one)
    values = [option.value_cents for option in found.options]
    assert values == sorted(values, reverse=True)
    assert all(value > 0 for value in values)
    assert len({option.kind for option in found.options}) == len(values)
    assert all(option.evidence for option in found.options)
    assert not set(found.barred) & {option.kind for option in found.options}
    assert (found.best is None) == (not values)


@given(situations())
def test_nothing_is_sold_or_asked_in_trouble_over_a_late_parcel_unhappy_or_beside_a_person(
    one: Situation,
) -> None:
    if one.manner.tone == "careful" or one.with_person:
        assert not {option.kind for option in decide(one).options} & {"recommend", "ask"}


@given(situations())
def test_who_allows_no_questions_and_no_guesses_meets_neither(one: Situation) -> None:
    closed = replace(one, ask=False, personalise=False)
    assert not {option.kind for option in decide(closed).options} & {"recommend", "retain", "ask"}


@given(st.floats(DECENT, 1), st.floats(DECENT, 1))
def test_recommending_is_worth_more_the_likelier_a_purchase(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert worth(known(LIKELY, purchase=low), "recommend") <= worth(known(LIKELY, purchase=high), "recommend")


@given(st.floats(AT_RISK, 1), st.floats(AT_RISK, 1), st.floats(0, 1e6), st.floats(0, 1e6))
def test_keeping_is_worth_more_the_likelier_the_loss_and_the_more_there_is_to_lose(
    a: float, b: float, c: float, d: float
) -> None:
    (low, high), (little, much) = sorted((a, b)), sorted((c, d))
    less = replace(known(LIKELY, churn=low), stake_cents=little)
    more = replace(known(LIKELY, churn=high), stake_cents=much)
    assert worth(less, "retain") <= worth(more, "retain")


@given(st.floats(0, 30), st.floats(0, 30))
def test_help_in_person_is_worth_more_the_fresher_the_trouble(a: float, b: float) -> None:
    new, old = sorted((a, b))
    assert worth(known(LIKELY, trouble_days=new), "hand_over") >= worth(
        known(LIKELY, trouble_days=old), "hand_over"
    )


@given(st.floats(1, 40), st.floats(1, 40))
def test_informing_is_worth_more_the_later_the_parcel(a: float, b: float) -> None:
    early, late = sorted((a, b))
    assert worth(known(LIKELY, days_late=early), "inform") <= worth(known(LIKELY, days_late=late), "inform")


@given(st.floats(0, 4), st.floats(0, 4))
def test_asking_is_worth_more_the_more_the_answer_tells(a: float, b: float) -> None:
    low, high = sorted((a, b))
    question = [replace(LIKELY, question=Question(NAME, bits)) for bits in (low, high)]
    assert worth(question[0], "ask") <= worth(question[1], "ask")


@given(st.integers(0, 9), st.integers(0, 9))
def test_guiding_is_worth_more_the_more_was_not_understood(a: int, b: int) -> None:
    few, many = sorted((a, b))
    assert worth(replace(LIKELY, not_understood=few), "guide") <= worth(
        replace(LIKELY, not_understood=many), "guide"
    )


def test_of_a_customer_of_whom_nothing_is_known_nothing_is_best() -> None:
    found = decide(of(Known(), stake_cents=5_000.0, basket_cents=5_000.0))
    assert (found.best, found.options, dict(found.barred)) == (None, (), {})


def test_a_question_that_tells_too_little_is_not_worth_asking() -> None:
    assert option(replace(LIKELY, question=Question(NAME, 0.1)), "ask") is None
    assert option(replace(LIKELY, question=Question(NAME, 1.0)), "ask") is not None
    assert option(replace(LIKELY, question=Question(NAME, 0.1, cost=0.05)), "ask") is not None
    assert option(replace(LIKELY, question=Question(NAME, 0.1, cost=0.2)), "ask") is None


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"trouble_days": 3.0}, "trouble"),
        ({"days_late": 2.0}, "late"),
        ({"mood": -0.9}, "unhappy"),
        ({"churn": 0.9}, "leaving"),
        ({"purchase": 0.1}, "not_likely"),
        ({"mood": FINE - 0.1}, "not_likely"),
    ],
)
def test_why_nothing_is_recommended_is_told(change: dict[str, float], why: str) -> None:
    assert decide(known(LIKELY, **change)).barred["recommend"] == why
    assert decide(LIKELY).best == option(LIKELY, "recommend")


def test_values_are_the_product_of_the_stated_evidence() -> None:
    best = decide(LIKELY).best
    assert best is not None
    numbers = {one.code: one.value for one in best.evidence}
    assert best.value_cents == pytest.approx(numbers["expected_spend"] * numbers["taken"])
    assert best.value_cents == pytest.approx(0.8 * 5_000 * 0.05)
    assert [one.code for one in best.evidence if one.assumed] == ["taken"]


def test_a_gap_says_ask_inform_or_guide() -> None:
    def best(topic: str, delta: float) -> Kind | None:
        calm = of(Known(), basket_cents=5_000.0, flags=(Flag(topic, NAME, delta, 0.2, 9),))
        found = decide(calm).best
        return found.kind if found else None

    assert best("tea", 1.5) == "ask"
    assert best("query", 1.5) == "guide"
    assert best("tea", -1.5) == "inform"
