"""Two taps about the service: what the customer expects, then what they got."""

import regex
from rasa_sdk.events import EventType, SlotSet

from actions.buttons import Button
from actions.question import TASK
from actions.turn import Turn
from engine.errors import Forbidden, Invalid, NotFound
from engine.gaps.service_quality.asking import dimension_to_ask, end, note_asked, take
from engine.gaps.service_quality.dimensions import Dimension
from engine.gaps.service_quality.words import (
    SKIP,
    SKIPPED,
    THANKS,
    Half,
    buttons,
    question,
    topic_of,
)
from engine.manner.decide import Manner

_LEVEL = regex.compile(r"[1-5]")


def survey(turn: Turn, found: Manner, mood: float) -> list[EventType]:
    """Ask about the service, where this is the moment; nothing otherwise. mood: of the last messages."""
    key = turn.key("survey")
    with turn.services.database.session() as session:
        customer_id = turn.customer_id(session)
        if customer_id is None:
            return []
        dimension = dimension_to_ask(
            session,
            customer_id,
            turn.conversation_id,
            manner=found,
            mood=mood,
            busy=bool(turn.slot("second_request")),
            pause_days=turn.services.survey_days,
            but=key,
        )
        if dimension is None:
            return []
        note_asked(session, customer_id, dimension, key=key, conversation_id=turn.conversation_id)
    return _ask(turn, dimension, "expected")


def survey_answered(turn: Turn, dimension: Dimension, half: Half, how: str) -> list[EventType]:
    """Keep a tap; after the first ask the second half, after the second say thanks.

    how: a level, skip, or in words no (which skips) or yes (which is no answer yet, so it is asked again).
    """
    if how == "yes":
        return _ask(turn, dimension, half)
    done: list[EventType] = [SlotSet("offer", None)]
    with turn.services.database.session() as session:
        customer_id = turn.customer_id(session)
        if customer_id is None:
            turn.say("utter_choice_expired")
            return done
        if how in (SKIP, "no"):
            end(session, customer_id, turn.conversation_id, dimension, "skipped")
            turn.say_text(SKIPPED[turn.language])
            return done
        try:
            more = take(session, customer_id, turn.conversation_id, dimension, half=half, level=how)
        except (Forbidden, Invalid, NotFound) as refusal:
            unwanted = isinstance(refusal, Forbidden)
            turn.say("utter_question_unwanted" if unwanted else "utter_choice_expired")
            return done
    if more:
        return _ask(turn, dimension, "experienced")
    turn.say_text(THANKS[turn.language])
    return done


def level_in(text: str) -> str | None:
    """The number in a short answer."""
    found = _LEVEL.search(text)
    return found[0] if found else None


def _ask(turn: Turn, dimension: Dimension, half: Half) -> list[EventType]:
    taps: list[Button] = [
        {"title": title[turn.language], "payload": payload} for title, payload in buttons(dimension, half)
    ]
    turn.say_text(question(dimension, half)[turn.language], buttons=taps)
    return [SlotSet("offer", {"at": turn.message_id, "task": TASK, "topic": topic_of(dimension, half)})]
