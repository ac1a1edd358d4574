"""Divisions in the database: the newest is in use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from engine.profiles.segments.document import Document, document_of
from engine.store import new_id
from engine.store.tables import Segmentation
from engine.store.types import utc_now

KEPT = 20
"""Divisions that are kept; older ones are of no use to anybody."""


@dataclass(frozen=True)
class Division:
    """A stored division. as_of: what recency and tenure were counted up to."""

    id: str
    created_at: datetime
    as_of: datetime
    customers: int
    document: Document


def current(session: Session) -> Division | None:
    """The division in use; None before the first `attune rebuild`."""
    newest = select(Segmentation).order_by(Segmentation.created_at.desc(), Segmentation.id.desc())
    row = session.scalar(newest.limit(1))
    if row is None:
        return None
    return Division(row.id, row.created_at, row.as_of, row.customers, document_of(row.document))


def keep(session: Session, document: Document, as_of: datetime, customers: int) -> str:
    """Store a division and take it into use; returns its id."""
    row = Segmentation(
        id=new_id(),
        created_at=utc_now(),
        as_of=as_of,
        method=document.method,
        customers=customers,
        document=document.as_json(),
    )
    session.add(row)
    session.flush()
    old: Sequence[str] = session.scalars(
        select(Segmentation.id).order_by(Segmentation.created_at.desc(), Segmentation.id.desc()).offset(KEPT)
    ).all()
    session.execute(delete(Segmentation).where(Segmentation.id.in_(old)))
    return row.id
