"""What counts as a question, and as one left unresolved."""

import itertools
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from engine.conversations.service import (
    BotMessage,
    TurnAnswer,
    finish_turn,
    post_customer_message,
    questions_between,
    request_handoff,
    start,
)
from engine.events.log import append

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
_numbers = itertools.count()


def say(
    session: Session,
    conversation: str,
    text: str,
    intent: str = "warranty",
    at: datetime = NOON,
    *,
    loop: str | None = None,
    slots: Mapping[str, Any] | None = None,
) -> str:
    """Post and answer; "SELF" among the slots' values stands for the message's id. Returns it."""
    posted = post_customer_message(
        session, conversation, f"c{next(_numbers)}", text=text, lease_seconds=30, now=at
    )
    id_ = posted.message.id
    filled: dict[str, Any] = {}
    for name, value in (slots or {}).items():
        filled[name] = {**value, "at": id_} if isinstance(value, dict) else id_
    nlu = {"intent": {"name": intent, "confidence": 0.9}, "language": "en"}
    finish_turn(
        session, id_, TurnAnswer((BotMessage("Well."),), nlu, (), filled, loop), now=at + timedelta(seconds=1)
    )
    return id_


def why(session: Session) -> dict[str, tuple[str, ...]]:
    return {one.message.id: one.why for one in questions_between(session, NOON - DAY, NOON + DAY)}


def begun(session: Session) -> str:
    return start(session, language="en", now=NOON)[0].id


def test_an_answered_question_is_resolved_and_manners_are_none(session: Session) -> None:
    one = begun(session)
    say(session, one, "Hello", "greet")
    asked = say(session, one, "How long is the guarantee?")
    say(session, one, "Write me a poem", "out_of_scope")
    assert why(session) == {asked: ()}


def test_not_understood_and_no_article_are_unresolved(session: Session) -> None:
    lost = say(session, begun(session), "Do you engrave?", "nlu_fallback", slots={"not_understood": "SELF"})
    none = say(session, begun(session), "Bitcoin?", "payment_methods", slots={"offer": {"no_article": True}})
    offered = say(session, begun(session), "My card fails", "payment_problem", slots={"offer": {}})
    assert why(session) == {lost: ("fallback",), none: ("no_article",), offered: ()}


def test_a_handoff_tells_of_the_question_before_the_asking(session: Session) -> None:
    one = begun(session)
    first = say(session, one, "How long is the guarantee?")
    second = say(session, one, "Is water damage covered?", at=NOON + timedelta(minutes=1))
    say(session, one, "A person please", "human_handoff", NOON + timedelta(minutes=2))
    request_handoff(session, one, "asked", now=NOON + timedelta(minutes=3))
    assert why(session) == {first: (), second: ("handoff",)}


def test_a_low_rating_tells_of_the_last_question_and_a_high_one_of_none(session: Session) -> None:
    for stars in (1.0, 5.0):
        one = begun(session)
        say(session, one, "How long is the guarantee?")
        say(session, one, "stars", "rate_service", NOON + timedelta(minutes=1))
        append(
            session,
            "rating",
            conversation_id=one,
            value=stars,
            event_id=f"stars-{stars}",
            at=NOON + timedelta(minutes=1),
        )
    assert sorted(why(session).values()) == [(), ("low_rating",)]


def test_what_a_form_asked_for_is_no_question_unless_it_was_not_understood(session: Session) -> None:
    one = begun(session)
    opening = say(session, one, "Send it back", "return_item", loop="return_form")
    say(session, one, "too small", "nlu_fallback", NOON + timedelta(minutes=1), loop="return_form")
    lost = say(
        session,
        one,
        "do you engrave",
        "nlu_fallback",
        NOON + timedelta(minutes=2),
        slots={"not_understood": "SELF"},
    )
    assert why(session) == {opening: (), lost: ("fallback",)}


def test_only_the_window_counts(session: Session) -> None:
    say(session, begun(session), "How long is the guarantee?", at=NOON - 2 * DAY)
    assert why(session) == {}
