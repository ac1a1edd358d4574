"""How this turn's customer is to be met: the engine decides, the actions find the words."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from rasa_sdk.events import EventType, SlotSet

from actions.buttons import button
from actions.turn import Turn
from actions.words import word
from engine.manner.decide import Manner
from engine.manner.known import manner_of
from engine.next_action.service import next_action_of
from engine.next_action.situation import Kind

LAST_MESSAGES: Final = 3
"""A button says nothing of the mood, so the messages before it count too."""


def manner(turn: Turn) -> Manner:
    """The manner for this turn's customer in the mood of the last messages; plain for a stranger."""
    with turn.services.database.session(writes=False) as session:
        return manner_of(session, turn.customer_id(session), lowest_mood(turn), turn.services.expectations())


def best_action(turn: Turn) -> Kind | None:
    """What is best to do next for this turn's customer; None for a stranger, and where it is nothing."""
    with turn.services.database.session(writes=False) as session:
        customer_id = turn.customer_id(session)
        if customer_id is None:
            return None
        learnt = turn.services.expectations()
        found = next_action_of(session, customer_id, mood=lowest_mood(turn), learnt=learnt)
    return found.decision.best.kind if found.decision.best else None


def lowest_mood(turn: Turn) -> float:
    """Of this message and those shortly before it, -1 to 1."""
    events: Sequence[Mapping[str, Any]] = turn.tracker.events or []
    said = [event for event in events if event.get("event") == "user"][-LAST_MESSAGES:]
    scores = [((event.get("parse_data") or {}).get("sentiment") or {}).get("score") for event in said]
    return min((float(score or 0.0) for score in scores), default=turn.mood)


def offer_at_end(turn: Turn, found: Manner | None = None) -> list[EventType]:
    """Offer suggestions after a finished task, once a conversation, where the manner allows it.

    A plain "yes" in the next message takes the offer. Nothing is offered over something else that still
    waits, nor where suggestions were shown already, nor where another next action is worth more.
    """
    if turn.slot("suggested") or turn.slot("shown") or turn.slot("second_request"):
        return []
    if not (found or manner(turn)).offer or best_action(turn) != "recommend":
        return []
    turn.say("utter_offer_suggestions", buttons=[button(word("recommend", turn.language), "recommend")])
    return [SlotSet("suggested", True), SlotSet("offer", {"at": turn.message_id, "task": "recommend"})]
