"""Gestures of the last months: how many, what they took, and each of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.accounts.names import whole_name
from engine.gestures.rules import Kind
from engine.gestures.words import NAMES
from engine.store.tables import Customer, Gesture, Staff
from engine.store.types import LocalizedText

MONTHS: Final = timedelta(days=400)
MOST: Final = 200


@dataclass(frozen=True)
class GestureMonth:
    """cents: of what was granted."""

    month: str
    granted: int
    declined: int
    cents: int


@dataclass(frozen=True)
class Granted:
    customer_id: str
    customer: str
    conversation_id: str | None
    name: LocalizedText
    cents: int
    reason: str
    reference: str
    at: datetime
    by: str | None


def gesture_months(session: Session, now: datetime) -> list[GestureMonth]:
    """The last thirteen months, newest first; months without a decision are left out."""
    rows = session.execute(
        select(Gesture.month, Gesture.state, Gesture.cents).where(Gesture.decided_at > now - MONTHS)
    ).all()
    found: list[GestureMonth] = []
    for month in sorted({month for month, _, _ in rows}, reverse=True):
        granted = [cents for of, state, cents in rows if of == month and state == "granted"]
        declined = sum(of == month and state == "declined" for of, state, _ in rows)
        found.append(GestureMonth(month, len(granted), declined, sum(granted)))
    return found


def granted(session: Session, now: datetime) -> list[Granted]:
    """What was granted in the last thirteen months, newest first, at most MOST."""
    rows = session.execute(
        select(Gesture, Customer, Staff.name)
        .join(Customer, Customer.id == Gesture.customer_id)
        .outerjoin(Staff, Staff.id == Gesture.decided_by)
        .where(Gesture.state == "granted", Gesture.decided_at > now - MONTHS)
        .order_by(Gesture.decided_at.desc(), Gesture.id)
        .limit(MOST)
    )
    return [
        Granted(
            customer.id,
            whole_name(customer.first_name, customer.last_name),
            row.conversation_id,
            NAMES[cast(Kind, row.kind)],
            row.cents,
            row.reason,
            row.reference,
            row.decided_at,
            by,
        )
        for row, customer, by in rows
    ]
