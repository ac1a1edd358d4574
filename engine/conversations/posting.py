"""Storing what customers and staff write; every send may be repeated and is stored once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from engine.conversations.clean import clean_text
from engine.conversations.handoff import OWN_COMMAND, request_handoff
from engine.conversations.messages import append, by_client_id, view
from engine.conversations.outbox import owe_turn
from engine.conversations.rows import change_state, locked
from engine.conversations.views import Author, MessageView, StateName, TurnRequest, state_of
from engine.errors import Conflict, Invalid, NotFound
from engine.store.tables import Button, Conversation, Message, Staff
from engine.store.types import utc_now

MAX_STORED = 10_000
MAX_CLIENT_ID = 64


@dataclass(frozen=True)
class Posted:
    """A customer's message as stored, and what storing it changed.

    new: False where this sending had been stored before. turn: the turn that it is owed, leased to the
    caller; None where the bot does not answer it, or answers an earlier message first.
    before, after: the conversation's state.
    """

    message: MessageView
    new: bool
    turn: TurnRequest | None
    before: StateName
    after: StateName


def post_customer_message(
    session: Session,
    conversation_id: str,
    client_id: str,
    *,
    text: str | None = None,
    button_id: str | None = None,
    max_stored: int = MAX_STORED,
    lease_seconds: float = 0.0,
    now: datetime | None = None,
) -> Posted:
    """Store a text or the press of a button, with the turn that it is owed, in one transaction.

    With `lease_seconds` the turn is begun at once where no earlier one is owed (as by `begin_turn`).
    The second sending with the same `client_id` gets the first message. Reopens a resolved conversation and
    wakes a snoozed one. While a person has the conversation, or is waited for, no turn is owed.
    Raises EmptyText, TooLong, Invalid (client id; neither or both of text and button), NotFound (a button
    that this conversation was never offered).
    """
    check_client_id(client_id)
    moment = now or utc_now()
    row = locked(session, conversation_id)
    before = state_of(row.state)
    known = by_client_id(session, conversation_id, client_id)
    if known is not None:
        return Posted(_same_author(known, "customer"), False, None, before, before)
    said, command = _content(session, conversation_id, text, button_id, max_stored)
    _reopen(session, row, moment)
    message = append(session, row, "customer", said, command=command, client_id=client_id, now=moment)
    turn = None
    if row.state == "bot" and command == OWN_COMMAND:
        request_handoff(session, conversation_id, "asked", announce=True, now=moment)
    elif row.state == "bot":
        turn = owe_turn(session, row, message, lease_seconds)
    return Posted(view(message), True, turn, before, state_of(row.state))


def find_sent(session: Session, conversation_id: str, client_id: str) -> MessageView | None:
    """The customer's message that this sending was stored as, if it was."""
    known = by_client_id(session, conversation_id, client_id)
    return view(known) if known is not None and known.author == "customer" else None


def post_staff_message(
    session: Session,
    conversation_id: str,
    staff_id: str,
    client_id: str,
    text: str,
    *,
    max_stored: int = MAX_STORED,
) -> MessageView:
    """Store the holder's reply. Raises Conflict where somebody else, or nobody, has the conversation."""
    return _post_as_staff(
        session, conversation_id, staff_id, client_id, text, max_stored=max_stored, note=False
    )


def add_note(
    session: Session,
    conversation_id: str,
    staff_id: str,
    client_id: str,
    text: str,
    *,
    max_stored: int = MAX_STORED,
) -> MessageView:
    """Store a remark among staff; anybody of the staff may add one, and no customer ever sees it."""
    return _post_as_staff(
        session, conversation_id, staff_id, client_id, text, max_stored=max_stored, note=True
    )


def _post_as_staff(
    session: Session,
    conversation_id: str,
    staff_id: str,
    client_id: str,
    text: str,
    *,
    max_stored: int,
    note: bool,
) -> MessageView:
    check_client_id(client_id)
    row = locked(session, conversation_id)
    author = session.get_one(Staff, staff_id)
    known = by_client_id(session, conversation_id, client_id)
    if known is not None:
        return _same_author(known, "staff", author.name)
    said = clean_text(text, max_stored)
    if not note:
        _check_holder(session, row, staff_id)
    message = append(session, row, "staff", said, staff_id=staff_id, client_id=client_id, note=note)
    row.staff_seen_seq = message.seq
    session.flush()
    return view(message, author.name)


def _check_holder(session: Session, row: Conversation, staff_id: str) -> None:
    if row.state == "human" and row.holder_id == staff_id:
        return
    holder = session.get(Staff, row.holder_id) if row.holder_id else None
    if holder is not None and holder.id != staff_id:
        raise Conflict(f"{holder.name} has this conversation.")
    raise Conflict("Take this conversation before you reply.")


def check_client_id(client_id: str) -> None:
    """Raise Invalid unless it is 1 to 64 visible characters."""
    if not 0 < len(client_id) <= MAX_CLIENT_ID or not client_id.isprintable():
        raise Invalid(f"client_id must be 1 to {MAX_CLIENT_ID} printable characters.")


def _same_author(message: Message, author: Author, name: str | None = None) -> MessageView:
    if message.author != author:
        raise Invalid("This client_id was used by somebody else in this conversation.")
    return view(message, name)


def _content(
    session: Session, conversation_id: str, text: str | None, button_id: str | None, max_stored: int
) -> tuple[str, str | None]:
    """The text to store and the command behind it, if a button was pressed."""
    if (text is None) == (button_id is None):
        raise Invalid("Send either a text or a button_id.")
    if text is not None:
        return clean_text(text, max_stored), None
    button = session.get(Button, button_id)
    if button is None or button.conversation_id != conversation_id:
        raise NotFound("This button was not offered in this conversation.")
    return button.title, button.payload


def _reopen(session: Session, row: Conversation, now: datetime) -> None:
    if row.state == "resolved":
        change_state(session, row.id, ("resolved",), "bot", now=now, holder_id=None, fallbacks=0)
    elif row.state == "snoozed":
        to: StateName = "human" if row.holder_id else "waiting"
        change_state(session, row.id, ("snoozed",), to, now=now, snoozed_until=None)
