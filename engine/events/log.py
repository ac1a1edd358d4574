"""The event log: what customers did, said about themselves, and were shown. Facts are only ever appended."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import Invalid
from engine.events.types import TYPES
from engine.profiles.stored import note
from engine.store import new_id
from engine.store.tables import Event
from engine.store.types import utc_now


def append(  # noqa: PLR0917 - an event's fields, in the order of the contract
    session: Session,
    type: str,
    customer_id: str | None = None,
    product_id: str | None = None,
    conversation_id: str | None = None,
    at: datetime | None = None,
    value: float | None = None,
    data: dict[str, Any] | None = None,
    event_id: str | None = None,
    order_id: str | None = None,
    cents: int | None = None,
) -> Event:
    """Add one event, at the present moment unless `at` is given, and count it for its customer; returns it.

    `event_id` is the sender's: where the log has it already, nothing is written and the event of the
    first time comes back. Raises Invalid for an unknown type.
    """
    if type not in TYPES:
        raise Invalid(f"An event cannot be of type {type!r}; there are: {', '.join(sorted(TYPES))}.")
    if event_id is not None and (known := session.get(Event, event_id)) is not None:
        return known
    event = Event(
        id=event_id or new_id(),
        type=type,
        customer_id=customer_id,
        product_id=product_id,
        conversation_id=conversation_id,
        at=at or utc_now(),
        value=value,
        order_id=order_id,
        cents=cents,
        data=data or {},
    )
    session.add(event)
    session.flush()
    note(session, event)
    return event


def read(
    session: Session,
    *,
    types: Collection[str] | None = None,
    customer_id: str | None = None,
    conversation_id: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int | None = None,
) -> Sequence[Event]:
    """Events that fit every given condition, newest first; those without a moment come last.

    `since` is inclusive, `until` exclusive; either leaves out events without a moment.
    """
    query = select(Event).order_by(Event.at.desc().nulls_last(), Event.id.desc())
    if types is not None:
        query = query.where(Event.type.in_(types))
    if customer_id is not None:
        query = query.where(Event.customer_id == customer_id)
    if conversation_id is not None:
        query = query.where(Event.conversation_id == conversation_id)
    if since is not None:
        query = query.where(Event.at >= since)
    if until is not None:
        query = query.where(Event.at < until)
    return session.scalars(query.limit(limit)).all()


def redact(session: Session, event_id: str) -> None:
    """Take out what an event says, where the customer wants it forgotten; that there was one stays."""
    event = session.get(Event, event_id)
    if event is not None:
        event.data = {"removed": True}
        session.flush()


def unread_reports(session: Session, known: Any) -> Sequence[Event]:
    """Events of type report of known customers whose ids are not among `known` (a select), oldest first."""
    query = select(Event).where(
        Event.type == "report", Event.customer_id.is_not(None), Event.id.not_in(known)
    )
    return session.scalars(query.order_by(Event.at.asc().nulls_first(), Event.id)).all()
