"""When the turn engine cannot be reached: the customer is told, and offered a person."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.handoff import person_button
from engine.conversations.messages import append, messages_after
from engine.conversations.phrases import phrase
from engine.conversations.rows import locked
from engine.conversations.views import MessageView, language_of
from engine.store.tables import Message, Outbox
from engine.store.types import utc_now


def tell_down(session: Session, message_id: str, *, now: datetime | None = None) -> list[MessageView] | None:
    """Tell the customer that the assistant cannot be reached, and offer a person; once an outage.

    Returns the new messages: none where the customer was told while this message waited.
    None where this turn is no longer owed: it is done, or a person is concerned.
    """
    moment = now or utc_now()
    message = session.get_one(Message, message_id)
    row = locked(session, message.conversation_id)
    owed = session.scalars(
        select(Outbox)
        .where(Outbox.conversation_id == row.id, Outbox.state == "pending")
        .execution_options(populate_existing=True)
    ).all()
    mine = next((one for one in owed if one.message_id == message_id), None)
    if mine is None or row.state != "bot":
        return None
    if mine.told_down_at is not None:
        return []
    for one in owed:
        one.told_down_at = moment
    first = row.next_seq
    language = language_of(row.language)
    append(session, row, "bot", phrase("down", language), buttons=[person_button(language)], now=moment)
    return messages_after(session, row.id, first - 1)
