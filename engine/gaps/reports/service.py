"""A customer's statements: taken down, looked at, corrected, removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import Forbidden, Invalid, NotFound
from engine.events.log import append
from engine.gaps.reports.choices import Choices, choices_of, store_choices
from engine.gaps.reports.statements import CONFIDENCE, Statement, checked
from engine.gaps.reports.taking import take, take_out
from engine.store.tables import Customer, Event, Report
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
    instead_of: str | None = None,
) -> list[Report]:
    """Log what a customer says of themselves and take it down; the same `event_id` is taken once.

    instead_of: id of the statement that it corrects. Raises NotFound for an unknown customer, Invalid for
    what cannot be said, Forbidden where the customer does not want it kept.
    """
    if session.get(Customer, customer_id) is None:
        raise NotFound(f"There is no customer {customer_id}.")
    if source not in CONFIDENCE:
        raise Invalid(f"A report cannot come from {source!r}; there are: {', '.join(CONFIDENCE)}.")
    statement = checked(kind, value, wanted)
    if not choices_of(session, customer_id).keep:
        raise Forbidden("This customer does not want what they say about themselves to be kept.")
    data: dict[str, Any] = {**statement.as_data(), "source": source}
    if instead_of is not None:
        data["instead_of"] = instead_of
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
    take_out(session, row.event_id, [_statement(row)])
    return tell(session, customer_id, row.kind, statement.value, wanted, "customer", instead_of=row.id)


def remove(session: Session, customer_id: str, report_id: str) -> None:
    """The customer takes a statement back: its words are gone, here and in the log. Raises NotFound.

    What they had said before on the same question goes too, and what it corrected: else an answer that no
    longer held would hold again.
    """
    row = _own(session, customer_id, report_id)
    said = session.scalars(
        select(Report).where(
            Report.customer_id == customer_id, Report.kind == row.kind, Report.state != "removed"
        )
    ).all()
    going = [one for one in said if _statement(one).question == _statement(row).question]
    corrected = {one.id: one for one in said if one.state == "corrected"}
    for one in going:  # grows: a correction may itself have been corrected
        event = session.get(Event, one.event_id)
        mistaken = corrected.pop(str(event.data.get("instead_of")), None) if event else None
        if mistaken is not None and mistaken not in going:
            going.append(mistaken)
    _forget(session, going)


def stop_keeping(session: Session, customer_id: str) -> Choices:
    """Remove all that a customer said about themselves, and keep nothing from now on. Raises NotFound."""
    chosen = store_choices(session, customer_id, keep=False)
    rows = session.scalars(
        select(Report).where(Report.customer_id == customer_id, Report.state != "removed")
    ).all()
    _forget(session, rows)
    return chosen


def _statement(row: Report) -> Statement:
    return Statement(row.kind, row.value, row.wanted)


def _own(session: Session, customer_id: str, report_id: str) -> Report:
    row = session.get(Report, report_id)
    if row is None or row.customer_id != customer_id or row.state == "removed":
        raise NotFound("There is no such statement of this customer.")
    return row


def _forget(session: Session, rows: Sequence[Report]) -> None:
    """The words go from the log and from the rows; what else an event says stays."""
    events: dict[str, list[Statement]] = {}
    for row in rows:
        events.setdefault(row.event_id, []).append(_statement(row))
    for event_id, gone in sorted(events.items()):
        take_out(session, event_id, gone)
    for row in rows:
        row.state, row.value, row.changed_at = "removed", "", utc_now()
    session.flush()
