"""Probabilities and keywords alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from engine.knowledge.calibration import (
    MIN_QUESTIONS,
    Calibration,
    LeftOut,
    calibrate,
    shared_topics,
)
from engine.knowledge.keywords import KeywordIndex, terms

DEFAULT = Calibration(22.0, 0.35)


@given(arrays(np.float64, 4, elements=st.floats(0, 1)))
def test_articles_on_different_topics_share_one_whole(similarities: np.ndarray) -> None:
    apart = shared_topics([{"a"}, {"b"}, {"c"}, {"d"}])
    probabilities = DEFAULT.probabilities(similarities, apart)
    assert (probabilities >= 0).all()
    assert probabilities.sum() <= 1 + 1e-9
    assert probabilities.argmax() == similarities.argmax() or np.isclose(
        probabilities.max(), probabilities[similarities.argmax()]
    )


def test_articles_on_one_topic_do_not_take_from_each_other() -> None:
    similarities = np.array([0.8, 0.8])
    together = DEFAULT.probabilities(similarities, shared_topics([{"a"}, {"a", "b"}]))
    apart = DEFAULT.probabilities(similarities, shared_topics([{"a"}, {"b"}]))
    assert together.min() > 0.99
    assert apart == pytest.approx([0.5, 0.5], abs=0.01)


def test_question_unlike_every_article_is_answered_by_none() -> None:
    assert DEFAULT.probabilities(np.array([0.1, 0.05]), shared_topics([{"a"}, {"b"}])).max() < 0.01


def test_few_questions_leave_the_default() -> None:
    shared = shared_topics([{"a"}, {"b"}])
    few = LeftOut(np.full((MIN_QUESTIONS - 1, 2), 0.5), np.zeros(MIN_QUESTIONS - 1, dtype=np.intp))
    assert calibrate(few, shared, DEFAULT) is DEFAULT


def test_clear_cases_are_learnt_as_clear() -> None:
    home = np.arange(40, dtype=np.intp) % 2
    similarities = np.where(home[:, None] == np.arange(2), 0.8, 0.2)
    found = LeftOut(similarities, home)
    learnt = calibrate(found, shared_topics([{"a"}, {"b"}]), DEFAULT)
    assert (found.top1, learnt.questions, learnt.floor) == (1.0, 40, pytest.approx(0.8))


def test_keywords_reward_rare_words_and_know_their_limits() -> None:
    texts = ["how do I return a lamp", "how do I pay", "how do I cancel"]
    index = KeywordIndex([terms(text, "en") for text in texts])
    scores = index.scores(terms("return", "en"))
    assert scores.argmax() == 0
    assert scores[1:].tolist() == [0.0, 0.0]
    assert index.scores(terms("quantum entanglement", "en")).tolist() == [0.0] * 3
    assert index.scores([]).tolist() == [0.0] * 3


@given(
    st.lists(st.lists(st.sampled_from("abcdef"), max_size=6), max_size=5), st.lists(st.sampled_from("abxyz"))
)
def test_keyword_scores_stay_between_zero_and_one(texts: list[list[str]], question: list[str]) -> None:
    scores = KeywordIndex(texts).scores(question)
    assert scores.shape == (len(texts),)
    assert ((scores >= 0) & (scores <= 1)).all()


def test_chinese_terms_hold_pairs_of_neighbouring_characters() -> None:
    assert {"换尺", "尺码"} <= set(terms("换尺码", "zh"))
