"""Answers of a shop's own surveys: events of type report that say they are about service quality."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import Invalid
from engine.events.log import read
from engine.gaps.reports.choices import choices_of
from engine.gaps.service_quality.dimensions import checked_dimension, checked_level
from engine.store.tables import Event, ServiceAnswer

ABOUT: Final = "service_quality"
IMPORT: Final = "import"
TRUST: Final = 0.6


def collect_imports(session: Session) -> int:
    """Take down such events that were not taken yet; returns how many.

    Their data: {"about": "service_quality", "dimension", "expected", "experienced"}, both answers from 1 to
    5. What is none of that, has no moment, or comes of a customer who keeps nothing, is left out.
    """
    known = set(session.scalars(select(ServiceAnswer.id).where(ServiceAnswer.source == IMPORT)))
    taken = 0
    for event in read(session, types=("report",)):
        if event.data.get("about") != ABOUT or f"{IMPORT}:{event.id}" in known:
            continue
        row = _row(event)
        if row is not None and choices_of(session, row.customer_id).keep:
            session.add(row)
            taken += 1
    session.flush()
    return taken


def _row(event: Event) -> ServiceAnswer | None:
    if event.customer_id is None or event.at is None:
        return None
    try:
        return ServiceAnswer(
            id=f"{IMPORT}:{event.id}",
            customer_id=event.customer_id,
            conversation_id=event.conversation_id,
            dimension=checked_dimension(str(event.data.get("dimension"))),
            expected=checked_level(event.data.get("expected")),
            experienced=checked_level(event.data.get("experienced")),
            source=IMPORT,
            origin=event.id,
            confidence=TRUST,
            asked_at=event.at,
            answered_at=event.at,
            state="answered",
        )
    except Invalid:
        return None
