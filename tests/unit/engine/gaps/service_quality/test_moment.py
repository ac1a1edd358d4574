"""When a customer may be asked about the service, and on which dimension."""

from dataclasses import replace

import pytest

from engine.gaps.service_quality.dimensions import DIMENSIONS
from engine.gaps.service_quality.moment import Moment, may_ask, most_to_learn

GOOD = Moment(finished=True, tone="plain", mood=0.2, busy=False, wanted=True, asked_here=False, days=None)


def test_after_a_finished_task_in_an_ordinary_mood() -> None:
    assert may_ask(GOOD, 30.0)
    assert may_ask(replace(GOOD, tone="warm", days=30.0), 30.0)


@pytest.mark.parametrize(
    "moment",
    [
        replace(GOOD, finished=False),
        replace(GOOD, tone="careful"),
        replace(GOOD, mood=-0.3),
        replace(GOOD, busy=True),
        replace(GOOD, wanted=False),
        replace(GOOD, asked_here=True),
        replace(GOOD, days=29.9),
    ],
)
def test_one_thing_against_it_is_enough(moment: Moment) -> None:
    assert not may_ask(moment, 30.0)


def test_no_pause_means_never() -> None:
    assert not may_ask(GOOD, 0.0)


def test_what_is_known_worst_is_asked_first() -> None:
    known = dict.fromkeys(DIMENSIONS, 1.0) | {"empathy": 2.5}
    assert most_to_learn(known, {}, ()) == "empathy"
    unknown = {"reliability": 1.0, "responsiveness": 1.2, "empathy": 3.0}
    assert most_to_learn(unknown, {"assurance": 3, "tangibles": 1}, ()) == "tangibles"
    assert most_to_learn(known, {}, {"empathy", "reliability"}) == "responsiveness"
    assert most_to_learn({}, {}, DIMENSIONS) is None
