"""The desk API's JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.conversations.service import HandoffView, MessageView, QueueRow
from web.live.frames import desk_message_json

SHOWN_TEXT = 280

Corrections = Mapping[str, str | None]
"""{"intent", "sentiment"}, None where that was not corrected."""


def row_json(row: QueueRow) -> dict[str, Any]:
    """A line of the queue."""
    last = None
    if row.last_at is not None:
        last = {
            "author": row.last_author,
            "text": row.last_text[:SHOWN_TEXT],
            "created_at": row.last_at.isoformat(),
        }
    return {
        "id": row.id,
        "customer": _named(row.customer),
        "state": row.state,
        "language": row.language,
        "last_message": last,
        "waiting_since": row.waiting_since.isoformat() if row.waiting_since else None,
        "reason": row.reason,
        "stake": row.stake,
        "sentiment": row.sentiment,
        "holder": _named(row.holder),
        "unread": row.unread,
    }


def _named(who: tuple[str, str] | None) -> dict[str, str] | None:
    return {"id": who[0], "name": who[1]} if who else None


def conversation_json(
    row: QueueRow,
    handoff: HandoffView | None,
    messages: Sequence[MessageView],
    corrected: Mapping[str, Corrections],
) -> dict[str, Any]:
    """A whole conversation; `corrected` says of messages, by id, what an agent says they meant."""
    more = {"verified_by": row.verified_by, "created_at": row.created_at.isoformat()}
    return {
        "conversation": {**row_json(row), **more},
        "handoff": _handoff_json(handoff) if handoff else None,
        "messages": [
            {**desk_message_json(message), "corrected": corrected.get(message.id)} for message in messages
        ],
    }


def _handoff_json(handoff: HandoffView) -> dict[str, Any]:
    return {
        "reason": handoff.reason,
        "detail": handoff.detail,
        "requested_at": handoff.requested_at.isoformat(),
        **handoff.card,
    }
