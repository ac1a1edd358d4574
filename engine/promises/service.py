"""What others may use of promises: making one, following it, and what was promised."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.promises.kinds.callback import CALLBACK
from engine.promises.kinds.callback import told as answered_by
from engine.promises.kinds.delivery import DELIVERY, UNDER_WAY
from engine.promises.kinds.kind import Kind, Past, state_of
from engine.promises.kinds.refund import REFUND
from engine.promises.making import (
    Asked,
    PromiseView,
    newest_promise,
    promise_callback,
    promise_delivery,
    promise_refund,
)
from engine.promises.records import Records
from engine.promises.stated import Stated, chance_by, stated_by
from engine.store.tables import Promise

__all__ = [
    "KINDS",
    "UNDER_WAY",
    "Asked",
    "Past",
    "PromiseView",
    "Records",
    "Said",
    "about_to_break",
    "answered_by",
    "later",
    "promise_callback",
    "promise_delivery",
    "promise_refund",
    "said_of_delivery",
    "settle",
]

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in (DELIVERY, REFUND, CALLBACK)}


@dataclass(frozen=True)
class Said:
    """What a customer was told: on which day, and by when. state: open, kept, broken or void; at_risk: it was
    seen to be about to break. renewed_due_at: the moment that they were told instead.
    """

    stated_at: datetime
    due_at: datetime
    state: str
    at_risk: bool
    renewed_due_at: datetime | None


def said_of_delivery(session: Session, order_id: str, now: datetime) -> Said | None:
    """The last promise that was made of when the order arrives, as it stands now; None: none was."""
    promise = newest_promise(session, DELIVERY, order_id)
    if promise is None:
        return None
    became = DELIVERY.became(session, [promise])[promise.id]
    found = state_of(promise.due_at, became, now) if promise.state == "open" else promise.state
    at_risk = found == "open" and promise.at_risk_at is not None
    return Said(promise.stated_at, promise.due_at, found, at_risk, promise.renewed_due_at)


def settle(session: Session, now: datetime) -> int:
    """Close the open promises that were met, whose moment has passed, or that are void; returns how many.
    A promise is kept or broken by its first moment, whatever was named later."""
    waiting = session.scalars(select(Promise).where(Promise.state == "open")).all()
    closed = 0
    for kind in KINDS.values():
        mine = [one for one in waiting if one.kind == kind.name]
        became = kind.became(session, mine) if mine else {}
        for one in mine:
            found = state_of(one.due_at, became[one.id], now)
            if found != "open":
                one.state, one.settled_at = found, now
                closed += 1
    return closed


def about_to_break(
    session: Session, past: Past, now: datetime, *, below: float
) -> list[tuple[Promise, float]]:
    """Open promises, not known to be at risk yet, whose chance to be kept is below `below`; with the chance.

    Nothing is said of those for which the record is not enough evidence.
    """
    waiting = session.scalars(
        select(Promise)
        .where(Promise.state == "open", Promise.at_risk_at.is_(None), Promise.due_at > now)
        .order_by(Promise.due_at)
    ).all()
    found: list[tuple[Promise, float]] = []
    for one in waiting:
        left = chance_by(KINDS[one.kind].like(session, past, one, now), one.due_at, now)
        if left is not None and left < below:
            found.append((one, left))
    return found


def later(session: Session, past: Past, promise: Promise, now: datetime) -> Stated | None:
    """What can be promised now instead; None: not enough evidence."""
    kind = KINDS[promise.kind]
    return stated_by(kind.like(session, past, promise, now), now, kind.step)
