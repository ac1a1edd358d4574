"""What goes over the wire, as the contracts of the chat and desk API say."""

import json
from collections.abc import Mapping
from typing import Any

from engine.conversations.service import MessageView, StateView

Frame = dict[str, Any]


def message_json(message: MessageView) -> dict[str, Any]:
    """A message as the customer gets it."""
    return {
        "id": message.id,
        "seq": message.seq,
        "author": message.author,
        "name": message.name,
        "text": message.text,
        "buttons": [{"id": button.id, "title": button.title} for button in message.buttons],
        "cards": list(message.cards),
        "created_at": message.created_at.isoformat(),
        "client_id": message.client_id,
        "reply_to": message.reply_to,
    }


def desk_message_json(message: MessageView) -> dict[str, Any]:
    """A message as an agent gets it: with what was understood, and whether it is a remark among staff."""
    return {**message_json(message), "nlu": _nlu(message.nlu), "note": message.note}


def _nlu(nlu: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not nlu:
        return None
    intent: Mapping[str, Any] = nlu.get("intent") or {}
    return {
        "intent": intent.get("name"),
        "confidence": intent.get("confidence"),
        "sentiment": nlu.get("sentiment"),
        "language": nlu.get("language"),
        "entities": nlu.get("entities") or [],
        "actions": nlu.get("actions") or [],
    }


def state_json(state: StateView) -> dict[str, Any]:
    """Who answers now."""
    agent = {"name": state.agent} if state.agent else None
    return {"name": state.name, "agent": agent, "position": state.position}


def error_frame(code: str, message: str, client_id: str | None = None) -> Frame:
    """A refusal; `client_id` names the frame that was refused."""
    frame: Frame = {"type": "error", "code": code, "message": message}
    return frame if client_id is None else {**frame, "client_id": client_id}


def encode(frame: Frame) -> str:
    """One line of JSON."""
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))
