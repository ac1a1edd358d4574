"""Promises to one customer that were broken lately."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store.tables import Promise


@dataclass(frozen=True)
class Broken:
    id: str
    kind: str
    due_at: datetime


def broken_promises(session: Session, customer_id: str, since: datetime, now: datetime) -> list[Broken]:
    """Those whose moment lies between `since` and `now`, the latest first."""
    rows = session.scalars(
        select(Promise)
        .where(
            Promise.customer_id == customer_id,
            Promise.state == "broken",
            Promise.due_at >= since,
            Promise.due_at <= now,
        )
        .order_by(Promise.due_at.desc(), Promise.id)
    )
    return [Broken(one.id, one.kind, one.due_at) for one in rows]
