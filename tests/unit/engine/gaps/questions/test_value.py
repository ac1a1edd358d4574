"""What a question is worth, against counting all that can be answered."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Invalid
from engine.gaps.questions.model import NO, YES, QuestionModel
from engine.gaps.questions.value import answer_entropy, bits, list_gain, list_value


def model(seed: int = 0, classes: int = 3, attributes: int = 4, items: int = 25) -> QuestionModel:
    random = np.random.default_rng(seed)
    return QuestionModel(
        attributes=tuple(f"a{n}" for n in range(attributes)),
        items=tuple(f"i{n}" for n in range(items)),
        weights=random.dirichlet(np.ones(classes)),
        likes=random.random((classes, attributes)),
        buys=random.random((classes, items)) ** 3,
    )


@given(st.integers(0, 1000), st.integers(1, 5))
def test_list_gain_is_that_of_counting_every_answer(seed: int, classes: int) -> None:
    known = model(seed, classes)
    found = list_gain(known, known.weights)
    for place in range(4):
        after = 0.0
        for answer in (YES, NO, None):
            chance = known.weights @ known.heard[place][:, 2 if answer is None else answer]
            after += chance * list_value(known.after(known.weights, place, answer) @ known.buys)
        assert found[place] == pytest.approx(after - list_value(known.weights @ known.buys), abs=1e-12)
    assert (found >= 0).all()
    assert (bits(known, known.weights[None]) <= answer_entropy(known, known.weights[None]) + 1e-9).all()


def test_a_question_that_changes_no_list_is_worth_nothing_however_many_bits_it_tells() -> None:
    known = QuestionModel(
        attributes=("shoe size", "tea"),
        items=("kettle", "boots"),
        weights=np.array([0.25, 0.25, 0.5]),
        likes=np.array([[1.0, 0.2], [0.0, 0.2], [0.5, 0.8]]),
        buys=np.array([[0.1, 0.6], [0.1, 0.6], [0.9, 0.1]]),
    )
    gain, told = list_gain(known, known.weights), bits(known, known.weights[None])[0]
    assert gain[1] > gain[0]
    assert told[0] > 0.2
    sure = np.array([0.5, 0.5, 0.0])
    assert list_gain(known, sure) == pytest.approx([0, 0])


def test_answers_move_the_list_and_silence_does_not() -> None:
    known = QuestionModel(
        ("tea",), ("kettle", "boots"), np.array([0.5, 0.5]), np.array([[0.9], [0.1]]), np.eye(2)
    )
    assert known.best(known.posterior({"tea": True}), 1) == ["kettle"]
    assert known.best(known.posterior({"tea": False}), 1) == ["boots"]
    assert known.after(known.weights, 0, None) == pytest.approx(known.weights)
    assert known.posterior({"gone from the catalogue": True}) == pytest.approx(known.weights)


def test_the_value_of_a_list_of_nothing_but_hits_is_one() -> None:
    assert list_value(np.ones(25)) == pytest.approx(1)
    assert list_value(np.ones(3)) == pytest.approx(1), "a shop of three products has lists of three"
    assert list_value(np.zeros(25)) == 0


def test_tables_that_do_not_fit_are_refused() -> None:
    with pytest.raises(Invalid, match="do not fit"):
        QuestionModel(("tea",), ("kettle",), np.ones(1), np.ones((2, 1)), np.ones((1, 1)))
