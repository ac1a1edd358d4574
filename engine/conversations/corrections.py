"""An agent's word on what a customer's message meant."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import Invalid, NotFound
from engine.store.ids import new_id
from engine.store.tables import AuditEntry, Correction, Message
from engine.store.types import utc_now

SENTIMENTS = ("negative", "neutral", "positive")


def correct(
    session: Session,
    message_id: str,
    staff_id: str,
    *,
    intent: str | None = None,
    sentiment: str | None = None,
    now: datetime | None = None,
) -> str:
    """Note what the message meant; what is not given stays as it was corrected before.

    Returns the conversation's id. Raises NotFound where there is no such message, Invalid where it is not a
    customer's that was understood, or nothing is corrected. That the intent exists, the caller has to check.
    """
    message = session.get(Message, message_id)
    if message is None:
        raise NotFound("This message does not exist.")
    if message.author != "customer" or not message.nlu:
        raise Invalid("Only what the assistant read of a customer's message can be corrected.")
    if sentiment is not None and sentiment not in SENTIMENTS:
        raise Invalid(f"A sentiment is one of {', '.join(SENTIMENTS)}.")
    if intent is None and sentiment is None:
        raise Invalid("Give an intent or a sentiment.")
    moment = now or utc_now()
    row = session.get(Correction, message_id)
    if row is None:
        row = Correction(message_id=message_id, at=moment)
        session.add(row)
    row.intent, row.sentiment = intent or row.intent, sentiment or row.sentiment
    row.staff_id, row.at = staff_id, moment
    session.add(
        AuditEntry(
            id=new_id(),
            at=moment,
            actor=f"staff:{staff_id}",
            action="message.correct",
            subject=f"message:{message_id}",
            data={"intent": intent, "sentiment": sentiment},
        )
    )
    session.flush()
    return message.conversation_id


def corrections(session: Session, conversation_id: str) -> dict[str, dict[str, str | None]]:
    """{"intent", "sentiment"} by message, of those messages of a conversation that were corrected."""
    rows = session.execute(
        select(Correction.message_id, Correction.intent, Correction.sentiment)
        .join(Message, Message.id == Correction.message_id)
        .where(Message.conversation_id == conversation_id)
    )
    return {id_: {"intent": intent, "sentiment": sentiment} for id_, intent, sentiment in rows}
