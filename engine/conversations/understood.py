"""Customers' messages with what was understood of them: the raw material of the next training."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.conversations.views import Language, language_of
from engine.store.tables import Conversation, Correction, Customer, Handoff, Message, Outbox
from engine.text.stand_ins import Known

_TELLING = ("asked", "fallbacks", "negative_sentiment", "staff")
"""Reasons of a hand-off that say something of what was understood before it."""


@dataclass(frozen=True)
class Understood:
    """A message that a customer wrote. `nlu` as in `turns`; `known` is what its writer is known by;
    `corrected` what an agent says it is.
    """

    id: str
    conversation_id: str
    seq: int
    text: str
    language: Language
    nlu: Mapping[str, Any]
    created_at: datetime
    known: Sequence[Known]
    corrected: Mapping[str, Any] | None


def understood_since(session: Session, since: datetime | None, limit: int) -> list[Understood]:
    """Messages of customers, buttons apart, created at or after `since`, oldest first."""
    query = select(Message.id).where(Message.author == "customer", Message.command.is_(None))
    if since is not None:
        query = query.where(Message.created_at >= since)
    ids = session.scalars(query.order_by(Message.created_at, Message.id).limit(limit)).all()
    return understood(session, ids)


def understood(session: Session, ids: Sequence[str]) -> list[Understood]:
    """These messages, those that were not understood yet left out."""
    rows = session.execute(
        select(Message, Conversation.language, Customer, Correction)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .outerjoin(Customer, Customer.id == Conversation.customer_id)
        .outerjoin(Correction, Correction.message_id == Message.id)
        .where(Message.id.in_(ids))
        .order_by(Message.created_at, Message.id)
    )
    return [
        Understood(
            id=message.id,
            conversation_id=message.conversation_id,
            seq=message.seq,
            text=message.text,
            language=language_of(message.nlu.get("language") or language),
            nlu=message.nlu,
            created_at=message.created_at,
            known=_known(customer),
            corrected=_corrected(correction),
        )
        for message, language, customer, correction in rows
        if message.nlu and message.text.strip()
    ]


def before_handoffs(session: Session, since: datetime | None) -> list[str]:
    """Ids of the messages that hand-offs since then followed upon.

    Where the customer asked for a person, it is the message before the asking: the asking was understood.
    """
    query = select(Handoff).where(Handoff.reason.in_(_TELLING))
    if since is not None:
        query = query.where(Handoff.requested_at >= since)
    found: list[str] = []
    for handoff in session.scalars(query):
        last = session.scalars(
            select(Message)
            .where(Message.conversation_id == handoff.conversation_id, Message.author == "customer")
            .where(Message.created_at <= handoff.requested_at)
            .order_by(Message.seq.desc())
            .limit(2)
        ).all()
        asking = 1 if handoff.reason == "asked" else 0
        found += [message.id for message in last[asking : asking + 1] if message.command is None]
    return found


def corrected_since(session: Session, since: datetime | None) -> list[str]:
    """Ids of the messages that agents corrected since then."""
    query = select(Correction.message_id)
    return list(session.scalars(query if since is None else query.where(Correction.at >= since)))


def owed_since(session: Session) -> datetime | None:
    """When the oldest message that still waits for its turn was written."""
    return session.scalar(
        select(func.min(Message.created_at))
        .join(Outbox, Outbox.message_id == Message.id)
        .where(Outbox.state == "pending")
    )


def form_before(session: Session, message: Understood) -> str | None:
    """The form that the message before left open: what it asked for is often no intent at all."""
    nlu = session.scalar(
        select(Message.nlu)
        .where(Message.conversation_id == message.conversation_id, Message.author == "customer")
        .where(Message.seq < message.seq)
        .order_by(Message.seq.desc())
        .limit(1)
    )
    return (nlu or {}).get("active_loop")


def _known(customer: Customer | None) -> tuple[Known, ...]:
    if customer is None:
        return ()
    first, last = customer.first_name.strip(), customer.last_name.strip()
    values = [
        ("name", f"{first} {last}" if first and last else ""),
        ("name", f"{last}{first}" if first and last else ""),
        ("first_name", first),
        ("last_name", last),
        ("postcode", customer.postcode or ""),
        ("street", str(customer.address.get("line1") or "")),
    ]
    return tuple(Known(kind, value.strip()) for kind, value in values if value.strip())


def _corrected(correction: Correction | None) -> Mapping[str, Any] | None:
    if correction is None:
        return None
    return {"intent": correction.intent, "sentiment": correction.sentiment}
