"""What the staff has to look into: promises that are about to break, or broke after they were seen to be."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import Conflict, NotFound
from engine.store.ids import new_id
from engine.store.tables import AuditEntry, Customer, Promise, Staff

MOST = 200


@dataclass(frozen=True)
class Task:
    """One promise at risk. told_at: when the customer heard of it, None: not yet, so somebody should call.

    kind: delivery, refund or callback; a callback has no order, and maybe no customer that anybody knows.
    """

    id: str
    kind: str
    customer_id: str | None
    customer: str
    order_id: str | None
    conversation_id: str | None
    state: str
    due_at: datetime
    at_risk_at: datetime
    renewed_due_at: datetime | None
    told_at: datetime | None


def tasks(session: Session) -> list[Task]:
    """Those that nobody has looked into, the most urgent first; a kept promise needs nobody."""
    rows = session.execute(
        select(Promise, Customer.first_name, Customer.last_name)
        .outerjoin(Customer, Customer.id == Promise.customer_id)
        .where(
            Promise.at_risk_at.is_not(None),
            Promise.looked_into_at.is_(None),
            Promise.state.in_(("open", "broken")),
        )
        .order_by(Promise.due_at, Promise.id)
        .limit(MOST)
    )
    return [_task(promise, " ".join(part for part in (first, last) if part)) for promise, first, last in rows]


def look_into(session: Session, promise_id: str, staff_id: str, now: datetime) -> None:
    """Close the task, with an audit entry.

    Raises NotFound where there is no such task, Conflict where somebody else has closed it.
    """
    promise = session.get(Promise, promise_id, with_for_update=True)
    if promise is None or promise.at_risk_at is None:
        raise NotFound("There is no such task.")
    if promise.looked_into_at is not None:
        if promise.looked_into_by == staff_id:
            return
        other = session.get(Staff, promise.looked_into_by) if promise.looked_into_by else None
        raise Conflict(f"{other.name if other else 'Somebody'} has looked into this already.")
    promise.looked_into_at, promise.looked_into_by = now, staff_id
    session.add(
        AuditEntry(
            id=new_id(),
            at=now,
            actor=f"staff:{staff_id}",
            action="promise.looked_into",
            subject=f"order:{promise.order_id}" if promise.order_id else f"handoff:{promise.handoff_id}",
            data={"promise": promise.id},
        )
    )
    session.flush()


def _task(promise: Promise, name: str) -> Task:
    assert promise.at_risk_at is not None  # noqa: S101 - the query says so
    return Task(
        promise.id,
        promise.kind,
        promise.customer_id,
        name,
        promise.order_id,
        promise.conversation_id,
        promise.state,
        promise.due_at,
        promise.at_risk_at,
        promise.renewed_due_at,
        promise.told_at,
    )
