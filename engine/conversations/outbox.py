"""The outbox: which messages still get a turn, and who works on them."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import CursorResult, bindparam, insert, or_, select, update
from sqlalchemy.orm import Session

from engine.conversations.handoff import drop_turns
from engine.conversations.rows import table_of
from engine.conversations.views import TurnRequest, language_of
from engine.store.tables import Conversation, Message, Outbox
from engine.store.types import utc_now

BACK_OFF: Final = (0.2, 0.5, 1.0, 2.0)
"""Seconds until the next attempt, after the first, second … failure; the last one repeats."""

# Made once, see messages.py.
_outbox = table_of(Outbox)
_HEAD = (
    select(_outbox)
    .where(_outbox.c.conversation_id == bindparam("conversation_id"), _outbox.c.state == "pending")
    .order_by(_outbox.c.seq)
    .limit(1)
)
_OWE = insert(_outbox)
_CLOSE = (
    update(_outbox)
    .where(_outbox.c.message_id == bindparam("message"), _outbox.c.state == "pending")
    .values(state=bindparam("to"), leased_until=None, error=bindparam("reason"))
)


def owe_turn(
    session: Session, conversation: Conversation, message: Message, lease_seconds: float
) -> TurnRequest | None:
    """Note that the bot owes an answer to a new message of a locked conversation.

    Where nothing else is owed and `lease_seconds` is above 0 the turn is leased to the caller at once.
    """
    now = message.created_at
    waiting = session.execute(_HEAD, {"conversation_id": conversation.id}).one_or_none()
    begun = waiting is None and lease_seconds > 0
    row: dict[str, Any] = {
        "message_id": message.id,
        "conversation_id": conversation.id,
        "seq": message.seq,
        "state": "pending",
        "attempts": int(begun),
        "due_at": now,
        "leased_until": now + timedelta(seconds=lease_seconds) if begun else None,
        # What is written during an outage that the customer knows of is no reason to tell again.
        "told_down_at": waiting.told_down_at if waiting else None,
        "created_at": now,
    }
    session.execute(_OWE, row)
    return _request(conversation, message, 1, now) if begun else None


def begin_turn(
    session: Session, conversation_id: str, lease_seconds: float, *, now: datetime | None = None
) -> TurnRequest | None:
    """Lease the conversation's first unanswered message; None where none is due or one is being answered.

    A lease that ran out (its holder died) can be taken again. Once a person has the conversation, or is
    waited for, nothing is begun any more and what is left is dropped.
    """
    moment = now or utc_now()
    head = session.execute(_HEAD, {"conversation_id": conversation_id}).one_or_none()
    if head is None or head.due_at > moment:
        return None
    if not _lease(session, head.message_id, lease_seconds, moment):
        return None
    conversation = session.get_one(Conversation, conversation_id)
    if conversation.state != "bot":
        drop_turns(session, conversation_id, moment, begun=True)
        return None
    message = session.get_one(Message, head.message_id)
    return _request(conversation, message, head.attempts + 1, head.created_at)


def _request(
    conversation: Conversation, message: Message, attempts: int, created_at: datetime
) -> TurnRequest:
    return TurnRequest(
        conversation_id=conversation.id,
        message_id=message.id,
        seq=message.seq,
        text=message.text,
        command=message.command,
        language=language_of(conversation.language),
        attempts=attempts,
        created_at=created_at,
    )


def _lease(session: Session, message_id: str, seconds: float, now: datetime) -> bool:
    leased = session.execute(
        update(Outbox)
        .where(Outbox.message_id == message_id, Outbox.state == "pending")
        .where(or_(Outbox.leased_until.is_(None), Outbox.leased_until <= now))
        .values(leased_until=now + timedelta(seconds=seconds), attempts=Outbox.attempts + 1),
        execution_options={"synchronize_session": False},
    )
    return _changed(leased)


def fail_turn(
    session: Session, message_id: str, error: str, attempts: int, *, now: datetime | None = None
) -> datetime:
    """Give the lease back and say when to try again, after 0.2, 0.5, 1, 2, 2 … seconds."""
    moment = now or utc_now()
    due = moment + timedelta(seconds=BACK_OFF[min(attempts, len(BACK_OFF)) - 1])
    session.execute(
        update(Outbox)
        .where(Outbox.message_id == message_id, Outbox.state == "pending")
        .values(due_at=due, leased_until=None, error=error[:500]),
        execution_options={"synchronize_session": False},
    )
    return due


def close_turn(session: Session, message_id: str, state: str, error: str | None = None) -> bool:
    """Compare-and-set: pending -> done or dropped. False where it was closed before."""
    closed = session.execute(_CLOSE, {"message": message_id, "to": state, "reason": error})
    return _changed(closed)


def due_conversations(session: Session, *, now: datetime | None = None, limit: int = 200) -> list[str]:
    """Conversations with a turn that is due and that nobody works on."""
    moment = now or utc_now()
    rows = session.scalars(
        select(Outbox.conversation_id)
        .where(Outbox.state == "pending", Outbox.due_at <= moment)
        .where(or_(Outbox.leased_until.is_(None), Outbox.leased_until <= moment))
        .order_by(Outbox.due_at)
        .limit(limit)
    )
    return list(dict.fromkeys(rows))


def release_leases(session: Session) -> None:
    """Give all leases back: for a start where this is the only process that takes any."""
    session.execute(
        update(Outbox)
        .where(Outbox.state == "pending", Outbox.leased_until.is_not(None))
        .values(leased_until=None),
        execution_options={"synchronize_session": False},
    )


def _changed(result: object) -> bool:
    assert isinstance(result, CursorResult)  # noqa: S101 - narrows the type
    return result.rowcount == 1
