"""How this turn's customer is to be met: the engine decides, the actions find the words."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from rasa_sdk.events import EventType, SlotSet

from actions.buttons import button
from actions.question import ask, is_moment, question_for
from actions.survey import survey
from actions.turn import Turn
from actions.words import word
from engine.gaps.questions.service import Candidate
from engine.manner.decide import Manner
from engine.manner.known import manner_of
from engine.next_action.service import next_action_of
from engine.next_action.situation import Kind, Question

LAST_MESSAGES: Final = 3
"""A button says nothing of the mood, so the messages before it count too."""


def manner(turn: Turn) -> Manner:
    """The manner for this turn's customer in the mood of the last messages; plain for a stranger."""
    with turn.services.database.session(writes=False) as session:
        return manner_of(session, turn.customer_id(session), lowest_mood(turn), turn.services.expectations())


def best_action(turn: Turn, question: Candidate | None = None) -> Kind | None:
    """What is best to do next for this turn's customer; None for a stranger, and where it is nothing.

    question: the best that may be asked now.
    """
    cost = turn.services.question_cost
    asked = Question(question.text, question.bits, cost) if question else None
    with turn.services.database.session(writes=False) as session:
        customer_id = turn.customer_id(session)
        if customer_id is None:
            return None
        learnt = turn.services.expectations()
        found = next_action_of(session, customer_id, mood=lowest_mood(turn), learnt=learnt, question=asked)
    return found.decision.best.kind if found.decision.best else None


def lowest_mood(turn: Turn) -> float:
    """Of this message and those shortly before it, -1 to 1."""
    events: Sequence[Mapping[str, Any]] = turn.tracker.events or []
    said = [event for event in events if event.get("event") == "user"][-LAST_MESSAGES:]
    scores = [((event.get("parse_data") or {}).get("sentiment") or {}).get("score") for event in said]
    return min((float(score or 0.0) for score in scores), default=turn.mood)


def survey_at_end(turn: Turn) -> list[EventType]:
    """Ask about the service after a finished task, where this is the moment."""
    return survey(turn, manner(turn), lowest_mood(turn))


def offer_at_end(turn: Turn, found: Manner | None = None, *, finished: bool = False) -> list[EventType]:
    """Offer suggestions after a finished task, or ask the one question worth asking; each once a
    conversation, never both at a time, and only where the manner allows it. Where a task has just been
    `finished` and it is time to ask about the service, that comes instead.

    A plain "yes" in the next message takes the offer. Nothing is offered over something else that still
    waits, nor where suggestions were shown already, nor where another next action is worth more.
    """
    found = found or manner(turn)
    if turn.slot("second_request") or found.tone == "careful":
        return []
    if finished and (asked := survey(turn, found, lowest_mood(turn))):
        return asked
    question = question_for(turn)
    before = turn.slot("suggested") or turn.slot("shown")
    if before or not found.offer or best_action(turn, question) != "recommend":
        return ask(turn, question) if question and is_moment(turn, found) else []
    turn.say("utter_offer_suggestions", buttons=[button(word("recommend", turn.language), "recommend")])
    return [SlotSet("suggested", True), SlotSet("offer", {"at": turn.message_id, "task": "recommend"})]


def ask_after(turn: Turn) -> list[EventType]:
    """Ask the one question worth asking below suggestions that were asked for, where this is the moment."""
    question = question_for(turn)
    if question is None or not is_moment(turn, manner(turn)):
        return []
    return ask(turn, question)
