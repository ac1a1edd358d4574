"""Divisions in the database: the newest is in use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session, defer

from engine.profiles.segments.document import Document, Segment, document_of
from engine.store import new_id
from engine.store.tables import CustomerProfile, Segmentation
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


def current(session: Session, *, with_map: bool = False) -> Division | None:
    """The division in use; None before the first `attune rebuild`. Its map is empty unless asked for."""
    newest = select(Segmentation).order_by(Segmentation.created_at.desc(), Segmentation.id.desc()).limit(1)
    row = session.scalar(newest if with_map else newest.options(defer(Segmentation.map)))
    if row is None:
        return None
    document = document_of({**row.document, "map": row.map if with_map else {}})
    return Division(row.id, row.created_at, row.as_of, row.customers, document)


def segment_of(session: Session, customer_id: str) -> Segment | None:
    """The segment that the last rebuild put the customer into; None for those it put into none."""
    row = session.get(CustomerProfile, customer_id)
    division = current(session) if row is not None and row.segment is not None else None
    if row is None or division is None:
        return None
    return next((one for one in division.document.segments if one.label == row.segment), None)


def labels(session: Session) -> dict[str, int]:
    """Each customer's segment at the last rebuild, those in none left out."""
    rows = session.execute(
        select(CustomerProfile.customer_id, CustomerProfile.segment).where(
            CustomerProfile.segment.is_not(None)
        )
    )
    return {id_: label for id_, label in rows if label is not None}


def members(customer_id: str) -> Select[str]:
    """For a query: all customers in this customer's segment; none where they are in no segment."""
    own = select(CustomerProfile.segment).where(CustomerProfile.customer_id == customer_id).scalar_subquery()
    return select(CustomerProfile.customer_id).where(CustomerProfile.segment == own)


def keep(session: Session, document: Document, as_of: datetime, customers: int) -> str:
    """Store a division and take it into use; returns its id."""
    written = document.as_json()
    drawn = written.pop("map")
    row = Segmentation(
        id=new_id(),
        created_at=utc_now(),
        as_of=as_of,
        method=document.method,
        customers=customers,
        document=written,
        map=drawn,
    )
    session.add(row)
    session.flush()
    old: Sequence[str] = session.scalars(
        select(Segmentation.id).order_by(Segmentation.created_at.desc(), Segmentation.id.desc()).offset(KEPT)
    ).all()
    session.execute(delete(Segmentation).where(Segmentation.id.in_(old)))
    return row.id
