"""The answers behind a number, with their conversations."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.accounts.names import whole_name
from engine.errors import Invalid
from engine.gaps.service_quality.dimensions import checked_dimension
from engine.gaps.service_quality.from_text import TEXT
from engine.gaps.service_quality.trends import WITH_GAP, Answer, answers
from engine.store.tables import Customer

MOST: Final = 200


@dataclass(frozen=True)
class Behind:
    """One answer. conversation_id: where it was given or written, None where it came from elsewhere."""

    customer_id: str
    name: str
    expected: int | None
    experienced: int | None
    confidence: float
    conversation_id: str | None
    at: datetime


def behind(
    session: Session,
    dimension: str,
    source: str,
    now: datetime,
    *,
    segment: int | None = None,
    month: str | None = None,
) -> list[Behind]:
    """Newest first, at most MOST. Raises Invalid for an unknown dimension or source."""
    wanted = checked_dimension(dimension)
    if source not in (*WITH_GAP, TEXT):
        raise Invalid(f"A source is one of {', '.join((*WITH_GAP, TEXT))}.")

    def fits(one: Answer) -> bool:
        inside = segment is None or one.segment == segment
        return inside and (month is None or one.month == month)

    rows = [one for one in answers(session, source, now, wanted) if fits(one)][:MOST]
    ids = {row.customer_id for row in rows}
    people = {one.id: one for one in session.scalars(select(Customer).where(Customer.id.in_(ids)))}
    return [
        Behind(
            row.customer_id,
            whole_name(people[row.customer_id].first_name, people[row.customer_id].last_name),
            row.expected,
            row.experienced,
            row.confidence,
            row.conversation_id,
            row.at,
        )
        for row in rows
    ]
