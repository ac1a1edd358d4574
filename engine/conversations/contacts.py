"""When customers wrote to us, and what about."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.handoff_rules import intent_name
from engine.store.tables import Conversation, Correction, Message


@dataclass(frozen=True)
class Contact:
    """A message of a known customer. `intent`: what an agent says it means, else what was understood."""

    customer_id: str
    at: datetime
    intent: str


def contacts(
    session: Session,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    customer_id: str | None = None,
) -> list[Contact]:
    """Understood messages of customers who have proved who they are, oldest first.

    since: inclusive; until: exclusive.
    """
    query = (
        select(Conversation.customer_id, Message.created_at, Message.nlu, Correction.intent)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .outerjoin(Correction, Correction.message_id == Message.id)
        .where(
            Message.author == "customer",
            Conversation.customer_id.is_not(None),
            Conversation.verified_by.is_not(None),
        )
        .order_by(Message.created_at, Message.id)
    )
    if since is not None:
        query = query.where(Message.created_at >= since)
    if until is not None:
        query = query.where(Message.created_at < until)
    if customer_id is not None:
        query = query.where(Conversation.customer_id == customer_id)
    found: list[Contact] = []
    for customer, at, nlu, corrected in session.execute(query):
        intent = corrected or intent_name(nlu or {})
        if intent:
            found.append(Contact(str(customer), at, intent))
    return found
