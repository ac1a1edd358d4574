"""What an agent does with a conversation; each step is a compare-and-set, so two agents cannot both win."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.handoff import drop_turns, open_handoff
from engine.conversations.handoff_card import build_card
from engine.conversations.messages import append
from engine.conversations.phrases import phrase
from engine.conversations.rows import change_state, locked
from engine.conversations.views import StateName, language_of
from engine.errors import AttuneError, Conflict, Invalid
from engine.store.ids import new_id
from engine.store.tables import AuditEntry, Conversation, Handoff, Staff
from engine.store.types import utc_now

MAX_SNOOZE_MINUTES: Final = 7 * 24 * 60


def claim(session: Session, conversation_id: str, staff_id: str, *, now: datetime | None = None) -> None:
    """Take a conversation, from the queue or from the bot; taking one's own again changes nothing.

    Turns that the bot owes are dropped: the agent reads those messages. Raises Conflict where somebody else
    was quicker or the conversation is resolved.
    """
    moment = now or utc_now()
    row = locked(session, conversation_id)
    agent = session.get_one(Staff, staff_id)
    if row.state in ("human", "snoozed") and row.holder_id == staff_id:
        if row.state == "snoozed":
            _step(session, row, ("snoozed",), "human", staff_id, now=moment, snoozed_until=None)
        return
    free: tuple[StateName, ...] = ("waiting", "bot")
    if not change_state(session, conversation_id, free, "human", now=moment, holder_id=staff_id):
        raise _lost(session, row)
    row.fallbacks = 0
    row.staff_seen_seq = row.next_seq - 1
    drop_turns(session, conversation_id, moment, begun=True)
    handoff = open_handoff(session, conversation_id)
    if handoff is None:
        handoff = Handoff(
            id=new_id(),
            conversation_id=conversation_id,
            reason="staff",
            card=build_card(session, row, "staff"),
            requested_at=moment,
        )
        session.add(handoff)
    handoff.claimed_at, handoff.claimed_by = moment, staff_id
    append(session, row, "system", phrase("claimed", language_of(row.language), name=agent.name), now=moment)
    _audit(session, staff_id, "conversation.claim", row, moment)


def release(session: Session, conversation_id: str, staff_id: str, *, now: datetime | None = None) -> None:
    """Put one's own conversation back into the queue, at the place that its waiting time gives it."""
    moment = now or utc_now()
    row = locked(session, conversation_id)
    agent = session.get_one(Staff, staff_id)
    _step(
        session,
        row,
        ("human", "snoozed"),
        "waiting",
        staff_id,
        now=moment,
        holder_id=None,
        snoozed_until=None,
    )
    handoff = open_handoff(session, conversation_id)
    if handoff is not None:
        handoff.claimed_at = handoff.claimed_by = None
    append(session, row, "system", phrase("released", language_of(row.language), name=agent.name), now=moment)
    _audit(session, staff_id, "conversation.release", row, moment)


def resolve(session: Session, conversation_id: str, staff_id: str, *, now: datetime | None = None) -> None:
    """Close one's own conversation, or a waiting one that needs nobody; doing so again changes nothing."""
    moment = now or utc_now()
    row = locked(session, conversation_id)
    if row.state == "resolved":
        return
    if row.state == "waiting":
        if not change_state(session, row.id, ("waiting",), "resolved", now=moment, holder_id=None):
            raise _lost(session, row)
    else:
        _step(
            session,
            row,
            ("human", "snoozed"),
            "resolved",
            staff_id,
            now=moment,
            holder_id=None,
            snoozed_until=None,
        )
    handoff = open_handoff(session, conversation_id)
    if handoff is not None:
        handoff.closed_at, handoff.outcome = moment, "resolved"
    row.staff_seen_seq = row.next_seq
    append(session, row, "system", phrase("resolved", language_of(row.language)), now=moment)
    _audit(session, staff_id, "conversation.resolve", row, moment)


def snooze(
    session: Session, conversation_id: str, staff_id: str, minutes: int, *, now: datetime | None = None
) -> None:
    """Set one's own conversation aside until then, or until the customer writes. Minutes: 1 to a week."""
    if not 1 <= minutes <= MAX_SNOOZE_MINUTES:
        raise Invalid(f"A conversation can be set aside for 1 to {MAX_SNOOZE_MINUTES} minutes.")
    moment = now or utc_now()
    row = locked(session, conversation_id)
    until = moment + timedelta(minutes=minutes)
    _step(session, row, ("human", "snoozed"), "snoozed", staff_id, now=moment, snoozed_until=until)
    _audit(session, staff_id, "conversation.snooze", row, moment)


def wake_snoozed(session: Session, *, now: datetime | None = None) -> list[str]:
    """Bring conversations back whose time came; the ids of those that woke."""
    moment = now or utc_now()
    due = session.execute(
        select(Conversation.id, Conversation.holder_id).where(
            Conversation.state == "snoozed", Conversation.snoozed_until <= moment
        )
    ).all()
    return [
        id_
        for id_, holder in due
        if change_state(
            session, id_, ("snoozed",), "human" if holder else "waiting", now=moment, snoozed_until=None
        )
    ]


def mark_seen(session: Session, conversation_id: str, staff_id: str) -> bool:
    """Note that an agent has read all messages; False where that was known. The holder's reading counts,
    anybody's where nobody holds it."""
    row = locked(session, conversation_id)
    last = row.next_seq - 1
    if row.holder_id not in (None, staff_id) or row.staff_seen_seq >= last:
        return False
    row.staff_seen_seq = last
    return True


def _step(
    session: Session,
    row: Conversation,
    allowed: tuple[StateName, ...],
    to: StateName,
    staff_id: str,
    *,
    now: datetime,
    **values: object,
) -> None:
    """A change that only the holder may make. Raises Conflict, saying who has the conversation."""
    if not change_state(session, row.id, allowed, to, held_by=staff_id, now=now, **values):
        raise _lost(session, row)


def _lost(session: Session, row: Conversation) -> AttuneError:
    """The Conflict that says how the conversation stands instead."""
    session.refresh(row)
    holder = session.get(Staff, row.holder_id) if row.holder_id else None
    if holder is not None:
        return Conflict(f"{holder.name} already has this conversation.")
    if row.state == "resolved":
        return Conflict("This conversation is already resolved.")
    return Conflict("Nobody has this conversation. Take it first.")


def _audit(session: Session, staff_id: str, action: str, row: Conversation, now: datetime) -> None:
    session.add(
        AuditEntry(
            id=new_id(),
            at=now,
            actor=f"staff:{staff_id}",
            action=action,
            subject=f"conversation:{row.id}",
            data={},
        )
    )
    session.flush()
