"""A customer's own answers about the service: looked at and removed by them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.events.log import redact
from engine.gaps.service_quality.dimensions import NAMES, checked_dimension
from engine.gaps.service_quality.imported import IMPORT
from engine.store.tables import ServiceAnswer
from engine.store.types import LocalizedText

MOST = 100


@dataclass(frozen=True)
class OwnAnswer:
    """expected: None where it was read from what they wrote. source: chat, text or import."""

    id: str
    name: LocalizedText
    expected: int | None
    experienced: int | None
    source: str
    at: datetime


def answers_of(session: Session, customer_id: str) -> list[OwnAnswer]:
    """What is kept of them, half answers too, newest first, at most MOST."""
    rows = session.scalars(
        select(ServiceAnswer)
        .where(ServiceAnswer.customer_id == customer_id, ServiceAnswer.state.in_(("asked", "answered")))
        .order_by(ServiceAnswer.asked_at.desc(), ServiceAnswer.id)
        .limit(MOST)
    )
    return [
        OwnAnswer(
            row.id,
            NAMES[checked_dimension(row.dimension)],
            row.expected,
            row.experienced,
            row.source,
            row.answered_at or row.asked_at,
        )
        for row in rows
        if row.expected is not None or row.experienced is not None
    ]


def remove_answer(session: Session, customer_id: str, answer_id: str) -> None:
    """The customer takes it back: the numbers are gone, here and in the log. That something was asked stays,
    so that it is not asked again at once. Raises NotFound."""
    row = session.get(ServiceAnswer, answer_id)
    if row is None or row.customer_id != customer_id or row.state not in ("asked", "answered"):
        raise NotFound("There is no such answer of this customer.")
    _forget(session, row)


def remove_all(session: Session, customer_id: str) -> None:
    """As if the customer had removed each."""
    for row in session.scalars(
        select(ServiceAnswer).where(
            ServiceAnswer.customer_id == customer_id, ServiceAnswer.state.in_(("asked", "answered"))
        )
    ):
        _forget(session, row)


def _forget(session: Session, row: ServiceAnswer) -> None:
    row.expected = row.experienced = None
    row.state = "removed"
    if row.source == IMPORT and row.origin is not None:
        redact(session, row.origin)
    session.flush()
