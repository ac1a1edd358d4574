"""The inbox as it is listed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, distinct, func, select
from sqlalchemy.orm import Session

from engine.errors import Invalid, NotFound
from engine.nlu.inbox.reasons import REASONS
from engine.store.tables import InboxItem, InboxSource, Staff

STATES = ("open", "labelled", "written", "dismissed")


@dataclass(frozen=True)
class ItemView:
    """One item. `reasons`: the most telling first; `seen`: how many messages said it."""

    id: str
    language: str
    text: str
    reasons: Sequence[str]
    seen: int
    guesses: Sequence[Mapping[str, Any]]
    entities: Sequence[Mapping[str, Any]]
    sentiment: str | None
    corrected: Mapping[str, Any] | None
    state: str
    label: Mapping[str, Any] | None
    decided_by: str | None
    decided_at: datetime | None
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True)
class Page:
    """`total` counts what the filters let through; `states` all items by state, `reasons` the open ones."""

    items: Sequence[ItemView]
    total: int
    states: Mapping[str, int]
    reasons: Mapping[str, int]


def page(
    session: Session,
    *,
    state: str = "open",
    reason: str | None = None,
    language: str | None = None,
    text: str | None = None,
    limit: int = 100,
    offset: int = 0,
) -> Page:
    """Items that were said most often first, the newest first among equals. Raises Invalid for an unknown
    state or reason."""
    if state not in STATES:
        raise Invalid(f"A state is one of {', '.join(STATES)}.")
    if reason is not None and reason not in REASONS:
        raise Invalid(f"A reason is one of {', '.join(REASONS)}.")
    wanted = select(InboxItem).where(InboxItem.state == state)
    if language:
        wanted = wanted.where(InboxItem.language == language)
    if text:
        wanted = wanted.where(InboxItem.text.icontains(text, autoescape=True))
    if reason:
        wanted = wanted.where(
            select(InboxSource.item_id)
            .where(InboxSource.item_id == InboxItem.id, InboxSource.reason == reason)
            .exists()
        )
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    seen = (
        select(func.count(distinct(InboxSource.message_id)))
        .where(InboxSource.item_id == InboxItem.id)
        .scalar_subquery()
    )
    ordered = wanted.order_by(seen.desc(), InboxItem.last_at.desc(), InboxItem.id).limit(limit).offset(offset)
    return Page(_views(session, ordered), total, _by_state(session), _by_reason(session))


def item(session: Session, item_id: str) -> ItemView:
    """One item. Raises NotFound."""
    return _views(session, select(InboxItem).where(InboxItem.id == find(session, item_id).id))[0]


def find(session: Session, item_id: str) -> InboxItem:
    """The row. Raises NotFound."""
    row = session.get(InboxItem, item_id)
    if row is None:
        raise NotFound("There is no such message in the inbox.")
    return row


def _views(session: Session, query: Select[InboxItem]) -> list[ItemView]:
    rows = session.scalars(query).all()
    ids = [row.id for row in rows]
    sources: dict[str, set[str]] = {}
    messages: dict[str, set[str]] = {}
    for item_id, reason, message_id in session.execute(
        select(InboxSource.item_id, InboxSource.reason, InboxSource.message_id).where(
            InboxSource.item_id.in_(ids)
        )
    ):
        sources.setdefault(item_id, set()).add(reason)
        messages.setdefault(item_id, set()).add(message_id)
    staff = [row.decided_by for row in rows if row.decided_by]
    found = session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(staff)))
    names = {id_: name for id_, name in found}
    return [
        ItemView(
            id=row.id,
            language=row.language,
            text=row.text,
            reasons=[reason for reason in REASONS if reason in sources.get(row.id, ())],
            seen=len(messages.get(row.id, ())),
            guesses=row.guesses,
            entities=row.entities,
            sentiment=row.sentiment,
            corrected=row.corrected,
            state=row.state,
            label=row.label,
            decided_by=names.get(row.decided_by or ""),
            decided_at=row.decided_at,
            first_at=row.first_at,
            last_at=row.last_at,
        )
        for row in rows
    ]


def _by_state(session: Session) -> dict[str, int]:
    counted = session.execute(select(InboxItem.state, func.count()).group_by(InboxItem.state))
    return dict.fromkeys(STATES, 0) | {state: number for state, number in counted}


def _by_reason(session: Session) -> dict[str, int]:
    counted = session.execute(
        select(InboxSource.reason, func.count(distinct(InboxSource.item_id)))
        .join(InboxItem, InboxItem.id == InboxSource.item_id)
        .where(InboxItem.state == "open")
        .group_by(InboxSource.reason)
    )
    return dict.fromkeys(REASONS, 0) | {reason: number for reason, number in counted}
