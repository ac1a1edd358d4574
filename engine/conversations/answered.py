"""From being passed on until a person's first answer: the record of it, and each hand-off's own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from engine.store.tables import Handoff, Message

NEWEST: Final = 20_000
REMEMBERED: Final = timedelta(days=365)
RIPE: Final = timedelta(days=7)
"""Hand-offs as old as this were answered, or never; younger ones would only tell of those that were quick."""


@dataclass(frozen=True)
class AnsweredHandoff:
    """answered_at: the staff's first message after it, remarks aside; None: none. closed_at: None, open."""

    id: str
    conversation_id: str
    requested_at: datetime
    answered_at: datetime | None
    closed_at: datetime | None


def past_handoffs(session: Session, now: datetime) -> list[AnsweredHandoff]:
    """Hand-offs of the last year that are old enough to have been answered, newest first.

    What the staff itself passed on is left out: nobody waited for a first answer there.
    """
    query = (
        _handoffs()
        .where(Handoff.requested_at.between(now - REMEMBERED, now - RIPE), Handoff.reason != "staff")
        .order_by(Handoff.requested_at.desc(), Handoff.id)
        .limit(NEWEST)
    )
    return [_answered(row) for row in session.execute(query)]


def handoffs_by_id(session: Session, ids: Collection[str]) -> dict[str, AnsweredHandoff]:
    """These hand-offs, by id."""
    found = [_answered(row) for row in session.execute(_handoffs().where(Handoff.id.in_(ids)))]
    return {one.id: one for one in found}


def _handoffs() -> Select[Any, Any, Any, Any, Any]:
    first = (
        select(func.min(Message.created_at))
        .where(
            Message.conversation_id == Handoff.conversation_id,
            Message.author == "staff",
            Message.note.is_(False),
            Message.created_at >= Handoff.requested_at,
        )
        .correlate(Handoff)
        .scalar_subquery()
    )
    return select(Handoff.id, Handoff.conversation_id, Handoff.requested_at, first, Handoff.closed_at)


def _answered(row: Sequence[Any]) -> AnsweredHandoff:
    id_, conversation_id, requested, answered, closed = row
    # An answer after it was closed belongs to the next hand-off of the same conversation.
    mine = answered if answered is None or closed is None or answered <= closed else None
    return AnsweredHandoff(id_, conversation_id, requested, mine, closed)
