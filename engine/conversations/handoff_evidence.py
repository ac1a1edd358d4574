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

ANSWERED: Final = "form_note"
"""Slot with the id of the message that an open task last took as an answer."""
LOOK_BACK: Final = 50
"""So many messages back earlier complaints are looked for."""


@dataclass(frozen=True)
class Heard:
    """A customer's message and what was understood of it; `seq` is its number."""

    id: str
    text: str
    seq: int
    nlu: dict[str, Any]

    @property
    def mood(self) -> float:
        """-1 to 1. An answer to a task's question ("no, leave it") has none that counts."""
        slots = cast("dict[str, Any]", self.nlu.get("slots") or {})
        return 0.0 if slots.get(ANSWERED) == self.id else sentiment_score(self.nlu)


def handoff_verdict(
    session: Session, conversation: Conversation, heard: Heard, rules: HandoffRules
) -> Verdict | None:
    """Whether the conversation should go to a person after this message. No query after an untroubled one."""
    trouble = is_trouble(heard.nlu)
    if not (conversation.fallbacks or trouble or heard.mood <= LOW):
        return judge(rules, Told(heard.text, heard.nlu))
    complaint = intent_name(heard.nlu) == "complaint"
    recent = max(rules.unhappy_turns, 2) - 1
    before = _heard_before(session, conversation.id, heard.seq, LOOK_BACK if complaint else recent)
    complaints = sum(intent_name(one.nlu) == "complaint" for one in (heard, *before))
    return judge(
        rules,
        Told(
            heard.text,
            heard.nlu,
            conversation.fallbacks,
            [one.mood for one in (heard, *before[:recent])],
            complaints if complaint else 0,
            _order_cents(session, conversation, heard.nlu) if trouble else None,
        ),
    )


def _heard_before(session: Session, conversation_id: str, seq: int, limit: int) -> list[Heard]:
    """What the customer wrote before number `seq` and was understood, newest first."""
    rows = session.execute(
        select(Message.id, Message.text, Message.seq, Message.nlu)
        .where(Message.conversation_id == conversation_id, Message.author == "customer")
        .where(Message.command.is_(None), Message.seq < seq)
        .order_by(Message.seq.desc())
        .limit(limit)
    )
    return [Heard(id_, text, number, nlu) for id_, text, number, nlu in rows if nlu and nlu.get("sentiment")]


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
