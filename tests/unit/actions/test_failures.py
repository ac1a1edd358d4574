"""Refusals become sentences; failures fail the turn."""

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import TurnAction, in_thread
from actions.context import Services
from actions.turn import Turn
from engine.errors import Conflict, Forbidden, Unavailable
from engine.store import Database


def turn_of(database: Database, text: str = "hello") -> tuple[Turn, CollectingDispatcher]:
    message = {"text": text, "metadata": {"message_id": "m1"}, "intent": {"name": "greet", "confidence": 1.0}}
    tracker = Tracker("c1", {"language": "en"}, message, [], False, None, {}, None)
    dispatcher = CollectingDispatcher()
    services = Services(database, articles=unused, recommender=unused)
    return Turn(dispatcher, tracker, services), dispatcher


def unused() -> Any:
    raise AssertionError("this test needs no article and no recommendation")


def raising(error: Exception) -> Any:
    def work(turn: Turn) -> list[Any]:
        turn.say("utter_greet")
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "response"), [(Conflict("x"), "utter_error_conflict"), (Forbidden("x"), "utter_error")]
)
async def test_a_refusal_is_said_instead_of_what_was_begun(
    database: Database, error: Exception, response: str
) -> None:
    turn, dispatcher = turn_of(database)
    assert await in_thread(turn, raising(error), "action_x") == []
    assert [message["response"] for message in dispatcher.messages] == [response]


@pytest.mark.parametrize("error", [RuntimeError("bug"), Unavailable("database is away")])
async def test_a_failure_fails_the_turn(database: Database, error: Exception) -> None:
    turn, _ = turn_of(database)
    with pytest.raises(type(error)):
        await in_thread(turn, raising(error), "action_x")


def test_actions_are_abstract_until_they_reply() -> None:
    assert getattr(TurnAction, "__abstractmethods__", None) == {"reply"}


def test_a_key_names_the_message_and_the_deed(database: Database) -> None:
    turn, _ = turn_of(database)
    assert turn.key("cancel") == "m1:cancel"


@pytest.mark.parametrize(
    "text", ["never mind", "Stop", "no thanks", "oh, never mind then", "算了", "不用了，谢谢"]
)
def test_words_that_leave_a_task(database: Database, text: str) -> None:
    turn, _ = turn_of(database, text)
    assert turn.wants_to_stop()


@pytest.mark.parametrize("text", ["never mind, where is my order?", "hello", "不用了的东西怎么退"])
def test_words_that_do_not(database: Database, text: str) -> None:
    turn, _ = turn_of(database, text)
    assert not turn.wants_to_stop()
