"""The desk's list: who waits, who is being helped, what the bot is doing now."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from engine.accounts.names import whole_name
from engine.conversations.handoff import handoff_view, open_handoff
from engine.conversations.views import Author, HandoffView, QueueRow, language_of, state_of
from engine.conversations.waiting import place
from engine.errors import NotFound
from engine.store.tables import Conversation, Customer, Handoff, Message, Staff
from engine.store.types import utc_now

LIVE_MINUTES: Final = 30
RESOLVED_HOURS: Final = 24
MAX_ROWS: Final = 200
_ORDER: Final = {"waiting": 0, "human": 1, "snoozed": 2, "bot": 3, "resolved": 4}


def queue(session: Session, *, now: datetime | None = None) -> list[QueueRow]:
    """All conversations with people or waiting for them, then the bot's of the last 30 minutes and the ones
    resolved within a day. Waiting ones come first, the longest wait at the top, head starts counted in
    (`waiting.py`)."""
    moment = now or utc_now()
    shown = or_(
        Conversation.state.in_(("waiting", "human", "snoozed")),
        (Conversation.state == "bot")
        & (Conversation.updated_at > moment - timedelta(minutes=LIVE_MINUTES))
        & (Conversation.next_seq > 1),
        (Conversation.state == "resolved")
        & (Conversation.updated_at > moment - timedelta(hours=RESOLVED_HOURS)),
    )
    rows = _rows(session, shown)
    return sorted(rows, key=lambda row: (_ORDER[row.state], _moment_of(row)))


def _moment_of(row: QueueRow) -> float:
    if row.state == "waiting" and row.waiting_since:
        return place(row.waiting_since, row.stake)
    return -(row.last_at or row.created_at).timestamp()


def queue_row(session: Session, conversation_id: str) -> QueueRow:
    """One conversation as a line of the list, whatever its state. Raises NotFound."""
    rows = _rows(session, Conversation.id == conversation_id)
    if not rows:
        raise NotFound("This conversation does not exist.")
    return rows[0]


def latest_handoff(session: Session, conversation_id: str) -> HandoffView | None:
    """The open hand-off, else the last one."""
    row = open_handoff(session, conversation_id) or session.scalar(
        select(Handoff)
        .where(Handoff.conversation_id == conversation_id)
        .order_by(Handoff.requested_at.desc())
        .limit(1)
    )
    return None if row is None else handoff_view(row)


def _rows(session: Session, wanted: ColumnElement[bool]) -> list[QueueRow]:
    found = session.execute(
        select(Conversation, Customer, Staff)
        .outerjoin(Customer, Customer.id == Conversation.customer_id)
        .outerjoin(Staff, Staff.id == Conversation.holder_id)
        .where(wanted)
        .order_by(Conversation.updated_at.desc())
        .limit(MAX_ROWS)
        .execution_options(populate_existing=True)
    ).all()
    ids = [conversation.id for conversation, _, _ in found]
    last, unread = _last_messages(session, ids), _unread(session, ids)
    handoffs, sentiments = _open_handoffs(session, ids), _sentiments(session, ids)
    rows: list[QueueRow] = []
    for conversation, customer, holder in found:
        message, handoff = last.get(conversation.id), handoffs.get(conversation.id)
        rows.append(
            QueueRow(
                id=conversation.id,
                customer=(customer.id, _name(customer)) if customer else None,
                state=state_of(conversation.state),
                language=language_of(conversation.language),
                last_author=cast(Author, message.author) if message else None,
                last_text=message.text if message else "",
                last_at=message.created_at if message else None,
                waiting_since=handoff.requested_at if handoff and conversation.state == "waiting" else None,
                reason=handoff.reason if handoff else None,
                stake=handoff.card.get("stake") if handoff else None,
                sentiment=sentiments.get(conversation.id),
                holder=(holder.id, holder.name) if holder else None,
                unread=unread.get(conversation.id, 0),
                created_at=conversation.created_at,
                verified_by=conversation.verified_by,
            )
        )
    return rows


def _name(customer: Customer) -> str:
    return whole_name(customer.first_name, customer.last_name) or customer.id


def _newest(session: Session, ids: Sequence[str], condition: ColumnElement[bool]) -> list[Message]:
    """The last message of each conversation among those that fit."""
    last = (
        select(Message.conversation_id, func.max(Message.seq).label("seq"))
        .where(Message.conversation_id.in_(ids), condition)
        .group_by(Message.conversation_id)
        .subquery()
    )
    return list(
        session.scalars(
            select(Message).join(
                last, (Message.conversation_id == last.c.conversation_id) & (Message.seq == last.c.seq)
            )
        )
    )


def _last_messages(session: Session, ids: Sequence[str]) -> dict[str, Message]:
    spoken = Message.note.is_(False) & (Message.author != "system")
    return {message.conversation_id: message for message in _newest(session, ids, spoken)}


def _sentiments(session: Session, ids: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    understood = (Message.author == "customer") & Message.command.is_(None) & Message.nlu.is_not(None)
    return {
        message.conversation_id: message.nlu["sentiment"]
        for message in _newest(session, ids, understood)
        if message.nlu and message.nlu.get("sentiment")
    }


def _unread(session: Session, ids: Sequence[str]) -> dict[str, int]:
    counted = session.execute(
        select(Message.conversation_id, func.count())
        .join(Conversation, Conversation.id == Message.conversation_id)
        .where(Message.conversation_id.in_(ids), Message.author == "customer")
        .where(Message.seq > Conversation.staff_seen_seq)
        .group_by(Message.conversation_id)
    )
    return {id_: number for id_, number in counted}


def _open_handoffs(session: Session, ids: Sequence[str]) -> dict[str, Handoff]:
    rows = session.scalars(
        select(Handoff)
        .where(Handoff.conversation_id.in_(ids), Handoff.closed_at.is_(None))
        .order_by(Handoff.requested_at)
    )
    return {row.conversation_id: row for row in rows}
