"""What is stored of a conversation that speaks for a person: moods, complaints, the worth of an order."""

from dataclasses import dataclass
from typing import Any, Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.handoff_rules import (
    LOW,
    HandoffRules,
    Told,
    Verdict,
    intent_name,
    is_trouble,
    judge,
    sentiment_score,
)
from engine.errors import NotFound
from engine.orders.service import find_order, normalise_order_id
from engine.store.tables import Conversation, Message

LOOK_BACK: Final = 50
"""So many messages back earlier complaints are looked for."""


@dataclass(frozen=True)
class Heard:
    """A customer's message and what was understood of it."""

    text: str
    seq: int
    nlu: dict[str, Any]


def handoff_verdict(
    session: Session, conversation: Conversation, heard: Heard, rules: HandoffRules
) -> Verdict | None:
    """Whether the conversation should go to a person after this message. No query after an untroubled one."""
    nlu, trouble = heard.nlu, is_trouble(heard.nlu)
    if not (conversation.fallbacks or trouble or sentiment_score(nlu) <= LOW):
        return judge(rules, Told(heard.text, nlu))
    complaint = intent_name(nlu) == "complaint"
    recent = max(rules.unhappy_turns, 2) - 1
    before = _understood_before(session, conversation.id, heard.seq, LOOK_BACK if complaint else recent)
    return judge(
        rules,
        Told(
            heard.text,
            nlu,
            conversation.fallbacks,
            [sentiment_score(one) for one in (nlu, *before[:recent])],
            complaint + sum(intent_name(one) == "complaint" for one in before) if complaint else 0,
            _order_cents(session, conversation, nlu) if trouble else None,
        ),
    )


def _understood_before(session: Session, conversation_id: str, seq: int, limit: int) -> list[dict[str, Any]]:
    """Of the messages that the customer wrote before number `seq`, newest first."""
    rows = session.scalars(
        select(Message.nlu)
        .where(Message.conversation_id == conversation_id, Message.author == "customer")
        .where(Message.command.is_(None), Message.seq < seq)
        .order_by(Message.seq.desc())
        .limit(limit)
    )
    return [nlu for nlu in rows if nlu and nlu.get("sentiment")]


def _order_cents(session: Session, conversation: Conversation, nlu: dict[str, Any]) -> int | None:
    """Worth of the verified customer's order that the message names or that was last talked about."""
    if conversation.customer_id is None or conversation.verified_by is None:
        return None
    entities = cast("list[dict[str, Any]]", nlu.get("entities") or [])
    slots = cast("dict[str, Any]", nlu.get("slots") or {})
    named = [str(one.get("value")) for one in entities if one.get("entity") == "order_id"]
    talked_of = str(slots.get("order_id") or slots.get("last_order") or "")
    number = normalise_order_id(named[-1] if named else talked_of)
    if number is None:
        return None
    try:
        return find_order(session, conversation.customer_id, number).total_cents
    except NotFound:
        return None
