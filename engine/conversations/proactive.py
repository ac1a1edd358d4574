"""A message that the customer did not ask for: in their conversation with the bot, never over a person."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.held import with_person
from engine.conversations.messages import append, view
from engine.conversations.rows import locked
from engine.conversations.views import BotButton, MessageView, language_of
from engine.store.tables import Conversation, Message, Staff
from engine.store.types import LocalizedText
from engine.text.localized import localized

PAUSE: Final = timedelta(minutes=10)
"""Since the customer's last word: nobody is interrupted in the middle of a task."""
OPEN: Final = ("bot", "resolved")


def say_unasked(
    session: Session,
    customer_id: str,
    text: LocalizedText,
    now: datetime,
    buttons: Sequence[tuple[LocalizedText, str]] = (),
) -> MessageView | None:
    """Put a message of the bot into the customer's newest proven conversation, in its language.

    buttons: title and payload. None, and nothing written, where there is no such conversation, a person has
    one of theirs or is waited for, or they wrote within PAUSE.
    """
    newest = (
        select(Conversation.id)
        .where(Conversation.customer_id == customer_id, Conversation.verified_by.is_not(None))
        .order_by(Conversation.updated_at.desc(), Conversation.id.desc())
        .limit(1)
    )
    conversation_id = session.scalar(newest)
    if conversation_id is None or with_person(session, customer_id):
        return None
    row = locked(session, conversation_id)
    if row.state not in OPEN or row.customer_id != customer_id or _wrote_since(session, row.id, now - PAUSE):
        return None
    return say_in(session, row.id, text, buttons, now=now)


def say_in(
    session: Session,
    conversation_id: str,
    text: LocalizedText,
    buttons: Sequence[tuple[LocalizedText, str]] = (),
    *,
    now: datetime,
) -> MessageView:
    """Add a message of the bot to this conversation, in its language. Raises NotFound."""
    row = locked(session, conversation_id)
    language = language_of(row.language)
    made = [BotButton(localized(title, language), payload) for title, payload in buttons]
    return view(append(session, row, "bot", localized(text, language), buttons=made, now=now))


def say_from_us(
    session: Session, conversation_id: str, text: LocalizedText, *, staff_id: str, now: datetime
) -> MessageView:
    """Add a message in the conversation's language: of this agent where they have it, else of the bot.

    Raises NotFound.
    """
    row = locked(session, conversation_id)
    if row.state != "human" or row.holder_id != staff_id:
        return say_in(session, conversation_id, text, now=now)
    words = localized(text, language_of(row.language))
    agent = session.get_one(Staff, staff_id)
    said = append(session, row, "staff", words, staff_id=staff_id, now=now)
    row.staff_seen_seq = said.seq
    session.flush()
    return view(said, agent.name)


def say_waiting(
    session: Session, conversation_id: str, text: LocalizedText, now: datetime
) -> MessageView | None:
    """Tell somebody who waits for a person; None, and nothing written, where they wait no more."""
    row = locked(session, conversation_id)
    if row.state != "waiting":
        return None
    return view(append(session, row, "system", localized(text, language_of(row.language)), now=now))


def _wrote_since(session: Session, conversation_id: str, since: datetime) -> bool:
    query = select(Message.id).where(
        Message.conversation_id == conversation_id,
        Message.author == "customer",
        Message.created_at > since,
    )
    return session.scalars(query.limit(1)).first() is not None
