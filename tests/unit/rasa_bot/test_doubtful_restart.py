"""Restarting takes certainty."""

import pytest

from rasa_bot.channels.doubtful_restart import without_doubtful_restart


def parsed(name: str, confidence: float) -> dict:
    best = {"name": name, "confidence": confidence}
    return {"text": "原路退回", "intent": best, "intent_ranking": [best]}


def test_guessed_restart_counts_as_not_understood_and_stays_in_the_ranking() -> None:
    given = without_doubtful_restart(parsed("restart", 0.44))
    assert given["intent"]["name"] == "nlu_fallback"
    assert [one["name"] for one in given["intent_ranking"]] == ["nlu_fallback", "restart"]


@pytest.mark.parametrize(("name", "confidence"), [("restart", 0.9), ("greet", 0.2), ("nlu_fallback", 0.6)])
def test_everything_else_is_left_alone(name: str, confidence: float) -> None:
    assert without_doubtful_restart(parsed(name, confidence)) == parsed(name, confidence)
