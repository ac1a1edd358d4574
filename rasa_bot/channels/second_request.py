"""Keeps the second request of a message until the first is dealt with, then lets the bot offer it.

Slot `second_request`: {"at": id of the message, "from": its place in the text, "intent", "text", "entities"}.
"""

from typing import Any, Dict, Optional

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from rasa_bot.channels.requests import two_requests

SLOT = "second_request"
OFFER = "action_offer_second"
ANNOUNCE = "action_announce_second"

_FREE_TEXT = ("identity", "new_address")
"""What an open form may have asked for whose answer has commas but no clauses."""


async def note_requests(
    processor: Any, message: UserMessage, turn: Any, tracker: DialogueStateTracker
) -> None:
    """Where the message holds two requests: leave the first in its parse data, the second in the slot.

    A customer who asks for what is waiting has no need of the offer any more.
    """
    if SLOT not in tracker.slots:
        return
    parsed: Dict[str, Any] = message.parse_data or {}
    waiting = tracker.get_slot(SLOT)
    if waiting and waiting["intent"] == (parsed.get("intent") or {}).get("name"):
        tracker.update(SlotSet(SLOT, None), processor.domain)
    asked = tracker.get_slot("requested_slot") if tracker.active_loop_name else None
    if turn.payload is not None or asked in _FREE_TEXT:
        return

    async def parse(text: str) -> Dict[str, Any]:
        part = UserMessage(text, message.output_channel, message.sender_id, metadata=message.metadata)
        return await processor.parse_message(part, tracker)

    found = await two_requests(turn.text, parsed, parse)
    if found is None:
        return
    message.parse_data = {
        **parsed,
        **{key: found.first[key] for key in ("intent", "intent_ranking", "entities") if key in found.first},
    }
    second = {
        "at": turn.message_id,
        "from": found.second_clause.start,
        "intent": found.second["intent"]["name"],
        "text": found.second_clause.text,
        "entities": [
            {"entity": one.get("entity"), "value": one.get("value")}
            for one in found.second.get("entities") or []
        ],
    }
    tracker.update(SlotSet(SLOT, second), processor.domain)


def word_before(tracker: DialogueStateTracker, following: str) -> Optional[str]:
    """The action that has something to say of the second request before `following` runs; mostly None.

    Before the turn ends it is offered, once no task is open; before a task begins it is announced, so that
    the customer knows it was heard.
    """
    waiting = tracker.slots.get(SLOT) and tracker.get_slot(SLOT)
    if not waiting:
        return None
    if following == ACTION_LISTEN_NAME:
        return OFFER if tracker.active_loop_name is None else None
    message = tracker.latest_message
    new = message is not None and message.message_id == waiting["at"]
    begins = following.endswith("_form") and tracker.active_loop_name != following
    return ANNOUNCE if new and begins and not _announced(tracker) else None


def _announced(tracker: DialogueStateTracker) -> bool:
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return False
        if isinstance(event, ActionExecuted) and event.action_name == ANNOUNCE:
            return True
    return False
