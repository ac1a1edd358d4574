"""The hand-off card: what an agent should know before the first word."""

from collections.abc import Mapping
from typing import Any, Final, TypedDict, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store.tables import Message

TURNS: Final = 50
_SILENT: Final = ("action_listen", "action_session_start", "action_extract_slots", "action_restart")


class HandoffCard(TypedDict):
    """intents: in order, a repeated one once. sentiments: {"at", "score", "label"} a message, oldest first.
    tried: {"action", "at"}. slots: as the last turn left them."""

    intents: list[str]
    slots: dict[str, Any]
    sentiments: list[dict[str, Any]]
    tried: list[dict[str, str]]
    suggested_reply: str | None


def build_card(session: Session, conversation_id: str) -> dict[str, Any]:
    """The card of what happened so far, from the last 50 messages of the customer."""
    rows = session.execute(
        select(Message.nlu, Message.created_at)
        .where(Message.conversation_id == conversation_id, Message.author == "customer")
        .order_by(Message.seq.desc())
        .limit(TURNS)
    ).all()
    card = HandoffCard(intents=[], slots={}, sentiments=[], tried=[], suggested_reply=None)
    for nlu, at in reversed(rows):
        if nlu:
            _add_turn(card, nlu, at.isoformat())
    return {**card}


def _add_turn(card: HandoffCard, nlu: dict[str, Any], at: str) -> None:
    intent = intent_of(nlu)
    if intent and intent not in card["intents"][-1:]:
        card["intents"].append(intent)
    sentiment = nlu.get("sentiment")
    if sentiment:
        card["sentiments"].append({"at": at, "score": sentiment["score"], "label": sentiment["label"]})
    card["tried"] += [{"action": action, "at": at} for action in nlu.get("actions") or () if _is_work(action)]
    card["slots"] = nlu.get("slots") or {}


def intent_of(nlu: Mapping[str, Any]) -> str | None:
    """The name of the intent that a message was understood as."""
    intent = cast("Mapping[str, Any]", nlu.get("intent") or {})
    return intent.get("name")


def _is_work(action: str) -> bool:
    """Whether an agent cares that it ran: our own actions do something, the rest is dialogue bookkeeping."""
    return action.startswith("action_") and action not in _SILENT
