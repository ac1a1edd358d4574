"""Passing the conversation on to a person."""

from typing import Any

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.base import Events, TurnAction
from actions.buttons import to_person
from actions.promises import callback_promise
from actions.steps import cleared
from actions.turn import Button, Turn
from engine.conversations.service import get_conversation, request_handoff


class HandoffAction(TurnAction):
    """The customer asks for a person."""

    action = "action_handoff"

    def reply(self, turn: Turn) -> Events:
        return hand_over(turn, "asked", turn.entity("topic"))


def hand_over(
    turn: Turn, reason: str, detail: str | None = None, response: str = "utter_handoff", **values: Any
) -> Events:
    """Ask for a person, say what happens next, and drop what was open."""
    with turn.services.database.session() as session:
        if get_conversation(session, turn.conversation_id).state == "bot":
            request_handoff(session, turn.conversation_id, reason, detail=detail, announce=False)
        else:
            response = "utter_handoff_waiting"
    turn.say(response, **values)
    if said := callback_promise(turn):
        turn.say_text(said)
    return [ActiveLoop(None), SlotSet("requested_slot", None), *cleared()]


def offer_person(turn: Turn, topic: str) -> tuple[Button, Events]:
    """The button to a person, and the event that makes a plain "yes" mean it."""
    offer = {"at": turn.message_id, "task": "human_handoff", "topic": topic}
    return to_person(turn.language, topic), [SlotSet("offer", offer)]
