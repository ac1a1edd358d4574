"""The review list as people see it, and their word on an item."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.accounts.names import whole_name
from engine.errors import Invalid, NotFound
from engine.mining.anomalies.words import reason
from engine.nlu.deeds import record
from engine.recommend.catalogue import currency_of
from engine.store.tables import Customer, ReviewItem, Staff
from engine.store.types import utc_now

STATES = ("open", "cleared", "confirmed")
MAX_NOTE = 2000


@dataclass(frozen=True)
class ReasonView:
    """A reason: its code, and its sentence in both languages."""

    code: str
    en: str
    zh: str


@dataclass(frozen=True)
class ReviewView:
    """One item. customer: the name, "" where it is not known. decided_by: the name of who did."""

    id: str
    subject: str
    customer_id: str | None
    customer: str
    order_id: str | None
    reasons: list[ReasonView]
    severity: float
    state: str
    decided_by: str | None
    decided_at: datetime | None
    note: str
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True)
class Page:
    """Items in the order of gravity. total: how many fit. states, codes: counts of all, and of open ones."""

    items: list[ReviewView]
    total: int
    states: dict[str, int]
    codes: dict[str, int]


def page(
    session: Session, *, state: str = "open", code: str | None = None, limit: int = 50, offset: int = 0
) -> Page:
    """Items of a state, with that reason if one is named. Raises Invalid for an unknown state."""
    if state not in STATES:
        raise Invalid(f"A review item is one of {', '.join(STATES)}, not {state!r}.")
    rows = session.scalars(
        select(ReviewItem)
        .where(ReviewItem.state == state)
        .order_by(ReviewItem.severity.desc(), ReviewItem.key)
    ).all()
    wanted = [row for row in rows if code is None or code in _codes(row)]
    counted = session.execute(select(ReviewItem.state, func.count()).group_by(ReviewItem.state))
    open_ones = session.scalars(select(ReviewItem).where(ReviewItem.state == "open")).all()
    codes: dict[str, int] = {}
    for row in open_ones:
        for one in set(_codes(row)):
            codes[one] = codes.get(one, 0) + 1
    return Page(
        [_view(session, row) for row in wanted[offset : offset + limit]],
        len(wanted),
        dict.fromkeys(STATES, 0) | {name: number for name, number in counted},
        dict(sorted(codes.items())),
    )


def decide(session: Session, item_id: str, state: str, note: str, staff_id: str) -> ReviewView:
    """Clear an item, confirm it, or open it again; who, when and why is kept, and written into the audit.

    Nothing else follows: no order is stopped and no customer refused. Raises NotFound; Invalid for an
    unknown state or a note too long, or where an item is confirmed without saying why.
    """
    row = find(session, item_id)
    if state not in STATES:
        raise Invalid(f"An item is made one of {', '.join(STATES)}, not {state!r}.")
    if len(note) > MAX_NOTE:
        raise Invalid(f"A note has at most {MAX_NOTE} characters.")
    if state == "confirmed" and not note.strip():
        raise Invalid("Say in the note what was confirmed, so that others can follow it.")
    row.state, row.note = state, note.strip()
    row.known = [] if state == "open" else _codes(row)
    row.decided_by, row.decided_at = staff_id, utc_now()
    record(session, staff_id, f"review.{state}", row.key, {"note": row.note, "reasons": _codes(row)})
    return _view(session, row)


def find(session: Session, item_id: str) -> ReviewItem:
    """The row. Raises NotFound."""
    row = session.get(ReviewItem, item_id)
    if row is None:
        raise NotFound("There is no such item on the review list.")
    return row


def _codes(row: ReviewItem) -> list[str]:
    return [one["code"] for one in row.reasons]


def _view(session: Session, row: ReviewItem) -> ReviewView:
    customer = session.get(Customer, row.customer_id) if row.customer_id else None
    staff = session.get(Staff, row.decided_by) if row.decided_by else None
    currency = currency_of(session)
    return ReviewView(
        id=row.id,
        subject=row.subject,
        customer_id=row.customer_id,
        customer=whole_name(customer.first_name, customer.last_name) if customer else "",
        order_id=row.order_id,
        reasons=[
            ReasonView(
                one["code"],
                reason(one["code"], one["values"], currency, "en"),
                reason(one["code"], one["values"], currency, "zh"),
            )
            for one in row.reasons
        ],
        severity=row.severity,
        state=row.state,
        decided_by=staff.name if staff else None,
        decided_at=row.decided_at,
        note=row.note,
        first_at=row.first_at,
        last_at=row.last_at,
    )
