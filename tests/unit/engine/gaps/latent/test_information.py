"""The worth of a question against counting every world."""

import itertools
from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.bench.known_mixture import draw
from engine.errors import Invalid
from engine.gaps.latent.fields import FloatArray
from engine.gaps.latent.fit import fit
from engine.gaps.latent.information import (
    Question,
    entropy,
    expected_information_gain,
    question_of,
    ranked,
    updated,
)


def counted(posterior: FloatArray, question: Question, noise: float) -> float:
    """I(class; heard) by enumerating class, true answer, whether it is garbled, and what is heard."""
    classes, answers = question.answers.shape
    joint: dict[tuple[int, int | None], float] = {}
    for c, true in itertools.product(range(classes), range(answers)):
        unknown = float(np.broadcast_to(question.unknown, classes)[c])
        here = posterior[c] * question.answers[c, true]
        worlds = [(None, unknown)]
        worlds += [(heard, (1 - unknown) * noise / answers) for heard in range(answers)]
        worlds += [(true, (1 - unknown) * (1 - noise))]
        for heard, chance in worlds:
            joint[c, heard] = joint.get((c, heard), 0.0) + here * chance
    heard_share = {h: sum(p for (_, x), p in joint.items() if x == h) for h in {h for _, h in joint}}
    return sum(p * log2(p / (posterior[c] * heard_share[h])) for (c, h), p in joint.items() if p > 0)


def shares(rng: np.random.Generator, *shape: int) -> FloatArray:
    return rng.dirichlet(np.full(shape[-1], 0.7), shape[:-1])


@given(st.integers(0, 10**6), st.floats(0, 1), st.booleans())
def test_gain_is_that_of_counting_every_world(seed: int, noise: float, by_class: bool) -> None:
    rng = np.random.default_rng(seed)
    classes, answers = int(rng.integers(1, 6)), int(rng.integers(2, 5))
    unknown = rng.random(classes) if by_class else float(rng.random())
    question = Question("q", shares(rng, classes, answers), unknown)
    posterior = shares(rng, 3, classes)
    gains = expected_information_gain(posterior, question, noise)
    assert gains == pytest.approx([counted(row, question, noise) for row in posterior], abs=1e-12)
    assert (gains >= 0).all() and (gains <= entropy(posterior) + 1e-12).all()


def test_gain_is_the_expected_fall_of_entropy() -> None:
    rng = np.random.default_rng(3)
    question, posterior = Question("q", shares(rng, 4, 3), 0.25), shares(rng, 4)
    chances = [*(posterior @ (0.75 * (0.8 * question.answers + 0.2 / 3))), 0.25]
    after = [updated(posterior, question, heard, 0.2) for heard in (0, 1, 2, None)]
    left = sum(p * float(entropy(q)) for p, q in zip(chances, after, strict=True))
    gain = float(expected_information_gain(posterior, question, 0.2))
    assert gain == pytest.approx(float(entropy(posterior)) - left)
    assert after[-1] == pytest.approx(posterior), "not knowing, alike in all classes, tells nothing"


def test_nothing_is_learnt_from_chance_or_from_a_class_already_known() -> None:
    question = Question("q", np.array([[1.0, 0.0], [0.0, 1.0]]))
    even = np.array([0.5, 0.5])
    assert expected_information_gain(even, question, 0.0) == pytest.approx(1.0)
    assert expected_information_gain(even, question, 1.0) == pytest.approx(0.0)
    assert expected_information_gain(np.array([1.0, 0.0]), question, 0.1) == pytest.approx(0.0)


def test_silence_that_differs_between_classes_tells_something() -> None:
    question = Question("q", np.full((2, 2), 0.5), np.array([0.9, 0.1]))
    even = np.array([0.5, 0.5])
    assert expected_information_gain(even, question) > 0.5
    assert updated(even, question, None) == pytest.approx([0.9, 0.1])


def test_questions_of_a_model_are_ranked_by_what_they_tell() -> None:
    drawn = draw(1000, seed=5)
    model = fit(drawn.frame, drawn.schema, 4).model
    questions = [question_of(model, name, (100.0, 150.0)) for name in drawn.schema.names]
    for question in questions:
        assert question.answers.sum(axis=1) == pytest.approx(1.0)
    order = ranked(model.parameters.weights, questions, noise=0.15)
    assert [one.bits for one in order] == sorted((one.bits for one in order), reverse=True)
    assert order[0].bits > 0.1
    one_sided = ranked(model.parameters.weights, questions, {q.name: 1.0 for q in questions})
    assert max(one.bits for one in one_sided) == pytest.approx(0.0)
    with pytest.raises(Invalid, match="say at which cuts"):
        question_of(model, "number0")


def test_impossible_questions_are_refused() -> None:
    table = np.full((2, 2), 0.5)
    even = np.array([0.5, 0.5])
    with pytest.raises(Invalid, match="between 0 and 1"):
        expected_information_gain(even, Question("q", table), 1.5)
    with pytest.raises(Invalid, match="rows sum to 1"):
        expected_information_gain(even, Question("q", table * 2))
    with pytest.raises(Invalid, match="2 classes answer, but 3 are given"):
        expected_information_gain(np.full(3, 1 / 3), Question("q", table))
    with pytest.raises(Invalid, match="no answer"):
        expected_information_gain(even, Question("q", table, 1.5))
    with pytest.raises(Invalid, match="no answer number 5"):
        updated(even, Question("q", table), 5)
