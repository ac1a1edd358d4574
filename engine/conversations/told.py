"""What customers wrote about how things went, with its reading: trouble, complaints, praise."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.handoff_rules import intent_confidence, intent_name, sentiment_score
from engine.store.tables import Conversation, Correction, Message


@dataclass(frozen=True)
class Told:
    """A message of a customer who proved who they are. intent: an agent's word, else the reading; sure: the
    reading's confidence, 1 for an agent's word. mood: -1 to 1."""

    message_id: str
    conversation_id: str
    customer_id: str
    at: datetime
    text: str
    intent: str
    sure: float
    mood: float


def told(
    session: Session,
    intents: Collection[str],
    *,
    customer_id: str | None = None,
    since: datetime | None = None,
) -> list[Told]:
    """Messages of these intents, oldest first; of all customers unless one is named. since: inclusive."""
    query = (
        select(Message, Conversation.customer_id, Correction.intent)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .outerjoin(Correction, Correction.message_id == Message.id)
        .where(
            Message.author == "customer",
            Message.nlu.is_not(None),
            Conversation.customer_id.is_not(None),
            Conversation.verified_by.is_not(None),
        )
        .order_by(Message.created_at, Message.id)
    )
    if customer_id is not None:
        query = query.where(Conversation.customer_id == customer_id)
    if since is not None:
        query = query.where(Message.created_at >= since)
    found: list[Told] = []
    for message, customer, corrected in session.execute(query):
        nlu: Mapping[str, Any] = message.nlu or {}
        intent = corrected or intent_name(nlu) or ""
        if intent in intents:
            sure = 1.0 if corrected else intent_confidence(nlu)
            found.append(
                Told(
                    message.id,
                    message.conversation_id,
                    str(customer),
                    message.created_at,
                    message.text,
                    intent,
                    sure,
                    sentiment_score(nlu),
                )
            )
    return found
