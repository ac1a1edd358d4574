"""The generated month with unanswered topics planted in it."""

import random
from datetime import timedelta

import pytest

from engine.bench.asked_wording import planted_patterns, worded
from engine.bench.knowledge_gap import planted_in
from engine.bench.planted_month import DAYS, PLANTED, SINCE, plant
from engine.conversations.service import questions_between
from engine.nlu.dataset.corpus import load
from engine.nlu.dataset.folder import BotFolder
from engine.settings import ROOT
from engine.store import Database


def test_wordings_differ_and_leave_no_choice_open() -> None:
    rng = random.Random(1)
    for topic, own in planted_patterns().items():
        for language in ("en", "zh"):
            texts = {worded(rng.choice(own[language]), language, rng) for _ in range(60)}
            assert len(texts) > 30, topic
            assert not any("{" in text or "|" in text for text in texts), topic


def test_the_month_is_stored_through_the_conversations(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.bench.planted_month.ANSWERED", 60)
    monkeypatch.setattr("engine.bench.planted_month.OUTSIDE", 5)
    monkeypatch.setattr("engine.bench.planted_month.FEWEST", 3)
    monkeypatch.setattr("engine.bench.planted_month.MOST", 4)
    truth = plant(database, load(BotFolder(ROOT / "rasa_bot")), 1)
    with database.session(writes=False) as session:
        questions = questions_between(session, SINCE, SINCE + timedelta(days=DAYS))
    assert len(set(truth.values())) == PLANTED
    asked = {one.message.id for one in questions}
    assert set(truth) <= asked
    lost = [one for one in questions if one.message.id in truth and one.unresolved]
    assert len(lost) / len(truth) > 0.6
    assert {why for one in lost for why in one.why} == {"fallback", "handoff", "no_article", "low_rating"}


def test_a_group_is_a_topic_only_where_most_of_it_is() -> None:
    truth = {"a": "one", "b": "one", "c": "two"}
    assert planted_in([["a", "b", "c"], ["a", "c"], ["x"]], truth) == {"one"}
