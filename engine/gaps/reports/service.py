"""A customer's statements: taken down, looked at, corrected, removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine.errors import Forbidden, Invalid, NotFound
from engine.events.log import append, redact
from engine.gaps.reports.choices import Choices, choices_of, store_choices
from engine.gaps.reports.statements import CONFIDENCE, Statement, checked
from engine.gaps.reports.taking import take
from engine.store.tables import Customer, Report
from engine.store.types import utc_now


@dataclass(frozen=True)
class ReportView:
    """A statement as it is shown to its customer. contradicted: they have said otherwise as well."""

    id: str
    kind: str
    value: str
    wanted: bool
    source: str
    confidence: float
    said_at: datetime
    state: str
    contradicted: bool


def tell(  # noqa: PLR0917 - what was said, by whom, where and when
    session: Session,
    customer_id: str,
    kind: str,
    value: str,
    wanted: bool = True,
    source: str = "survey",
    conversation_id: str | None = None,
    at: datetime | None = None,
    event_id: str | None = None,
) -> list[Report]:
    """Log what a customer says of themselves and take it down; the same `event_id` is taken once.

    Raises NotFound for an unknown customer, Invalid for what cannot be said, Forbidden where the customer
    does not want it kept.
    """
    if session.get(Customer, customer_id) is None:
        raise NotFound(f"There is no customer {customer_id}.")
    if source not in CONFIDENCE:
        raise Invalid(f"A report cannot come from {source!r}; there are: {', '.join(CONFIDENCE)}.")
    statement = checked(kind, value, wanted)
    if not choices_of(session, customer_id).keep:
        raise Forbidden("This customer does not want what they say about themselves to be kept.")
    data = {"kind": statement.kind, "value": statement.value, "wanted": wanted, "source": source}
    event = append(
        session,
        "report",
        customer_id,
        conversation_id=conversation_id,
        at=at,
        data=data,
        event_id=event_id,
    )
    return take(session, [event])


def reports_of(session: Session, customer_id: str, *, all_states: bool = False) -> list[ReportView]:
    """What a customer has said, newest first: what holds, or everything but what they removed."""
    query = select(Report).where(Report.customer_id == customer_id, Report.state != "removed")
    rows = session.scalars(query.order_by(Report.said_at.desc(), Report.id.desc())).all()
    answers: dict[tuple[str, str], set[tuple[str, bool]]] = {}
    for row in rows:
        if row.state != "corrected":
            said = Statement(row.kind, row.value, row.wanted)
            answers.setdefault(said.question, set()).add(said.answer)
    return [
        ReportView(
            id=row.id,
            kind=row.kind,
            value=row.value,
            wanted=row.wanted,
            source=row.source,
            confidence=row.confidence,
            said_at=row.said_at,
            state=row.state,
            contradicted=len(answers.get(Statement(row.kind, row.value, row.wanted).question, ())) > 1,
        )
        for row in rows
        if all_states or row.state == "current"
    ]


def correct(
    session: Session, customer_id: str, report_id: str, value: str, wanted: bool = True
) -> list[Report]:
    """The customer says what is true instead; a mistake that was corrected is no contradiction.

    Raises NotFound where the customer has no such statement.
    """
    row = _own(session, customer_id, report_id)
    statement = checked(row.kind, value, wanted)
    if not choices_of(session, customer_id).keep:
        raise Forbidden("This customer does not want what they say about themselves to be kept.")
    row.state, row.changed_at = "corrected", utc_now()
    session.flush()
    return tell(session, customer_id, row.kind, statement.value, wanted, "customer")


def remove(session: Session, customer_id: str, report_id: str) -> None:
    """The customer takes a statement back: its words are gone, here and in the log. Raises NotFound."""
    _forget(session, [_own(session, customer_id, report_id)])


def stop_keeping(session: Session, customer_id: str) -> Choices:
    """Remove all that a customer said about themselves, and keep nothing from now on. Raises NotFound."""
    chosen = store_choices(session, customer_id, keep=False)
    rows = session.scalars(
        select(Report).where(Report.customer_id == customer_id, Report.state != "removed")
    ).all()
    _forget(session, rows)
    return chosen


def _own(session: Session, customer_id: str, report_id: str) -> Report:
    row = session.get(Report, report_id)
    if row is None or row.customer_id != customer_id or row.state == "removed":
        raise NotFound("There is no such statement of this customer.")
    return row


def _forget(session: Session, rows: Sequence[Report]) -> None:
    """A statement's event goes with it, and so do the other statements that were read from it."""
    for event_id in sorted({row.event_id for row in rows}):
        redact(session, event_id)
        session.execute(
            update(Report)
            .where(Report.event_id == event_id)
            .values(state="removed", value="", changed_at=utc_now())
            .execution_options(synchronize_session="fetch")
        )
