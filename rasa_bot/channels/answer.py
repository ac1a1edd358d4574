"""Reads the answer to a message from the tracker's events, so that a repeat gets word for word what the
first got.
"""

from typing import Any, Dict, List, Optional

from rasa.shared.core.constants import ACTION_LISTEN_NAME, SESSION_START_METADATA_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

RANKING = 5


def answer_to(
    tracker: DialogueStateTracker, message_id: str, model: str, domain: Domain
) -> Optional[Dict[str, Any]]:
    """The turn channel's response to `message_id`, or None where the tracker holds no such message."""
    events: List[Event] = list(tracker.events)
    start = _position(events, message_id)
    if start is None:
        return None
    end = _end_of_turn(events, start)
    turn = events[start:end]
    then = tracker
    if end < len(events):
        then = DialogueStateTracker.from_events(tracker.sender_id, events[:end], domain.slots)
    loop = then.active_loop_name
    return {
        "message_id": message_id,
        "messages": [_message(event) for event in turn if isinstance(event, BotUttered)],
        "nlu": _nlu(turn[0]),
        "actions": [
            event.action_name or event.action_text
            for event in turn
            if isinstance(event, ActionExecuted) and event.action_name != ACTION_LISTEN_NAME
        ],
        "slots": {
            name: value
            for name, value in then.current_slot_values().items()
            if value is not None and name != SESSION_START_METADATA_SLOT
        },
        "active_loop": loop,
        "model": model,
    }


def _position(events: List[Event], message_id: str) -> Optional[int]:
    for position, event in enumerate(events):
        if isinstance(event, UserUttered) and event.message_id == message_id:
            return position
    return None


def _end_of_turn(events: List[Event], start: int) -> int:
    """One past the action_listen that ended the turn, or where the next message begins (a paused
    conversation).
    """
    for position in range(start + 1, len(events)):
        event = events[position]
        if isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME:
            return position + 1
        if isinstance(event, UserUttered):
            return position
    return len(events)


def _message(event: BotUttered) -> Dict[str, Any]:
    buttons = event.data.get("buttons") or []
    return {
        "text": event.text or None,
        "buttons": [{"title": one.get("title", ""), "payload": one.get("payload", "")} for one in buttons],
        "custom": event.data.get("custom") or None,
    }


def _nlu(event: Any) -> Dict[str, Any]:
    parsed: Dict[str, Any] = event.parse_data or {}
    intent = parsed.get("intent") or {}
    ranking = parsed.get("intent_ranking") or []
    return {
        "intent": _named(intent),
        "intent_ranking": [_named(one) for one in ranking[:RANKING]],
        "entities": parsed.get("entities") or [],
        "sentiment": parsed.get("sentiment") or {"label": "neutral", "score": 0.0},
        "language": parsed.get("language"),
    }


def _named(intent: Dict[str, Any]) -> Dict[str, Any]:
    return {"name": intent.get("name"), "confidence": float(intent.get("confidence") or 0.0)}
