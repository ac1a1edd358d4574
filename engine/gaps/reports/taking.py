"""From events of the log to statements: the latest wins, what contradicts it stays and costs confidence."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine.events.log import redact, unread_reports
from engine.gaps.reports.choices import choices_of
from engine.gaps.reports.statements import CONFIDENCE, Statement, statements_of
from engine.store.tables import Event, Report
from engine.store.types import utc_now

KEPT = ("about", "source")
"""What stays of an event besides the statements that are left in it."""


def collect(session: Session) -> int:
    """Take down what the log has of reports and was not taken yet (imports); returns how many statements.

    What a customer does not want kept is taken out of the log instead.
    """
    return len(take(session, unread_reports(session, select(Report.event_id))))


def take(session: Session, events: Sequence[Event]) -> list[Report]:
    """Statements of these events, each event once, in the order in which they were said."""
    taken: list[Report] = []
    past: dict[str, _Past] = {}
    for event in events:
        customer = event.customer_id
        if customer is None or event.data.get("removed"):
            continue
        if not choices_of(session, customer).keep:
            redact(session, event.id)
            continue
        if customer not in past:
            past[customer] = _Past(session, customer)
        if event.id not in past[customer].events:
            taken += [past[customer].add(row) for row in _rows(event)]
    session.add_all(taken)
    session.flush()
    for one in past.values():
        one.settle()
    return taken


def take_out(session: Session, event_id: str, gone: Collection[Statement]) -> None:
    """Take these statements out of what an event says.

    Of one that says nothing else there stays that it was, and the id of the statement that it corrected.
    """
    event = session.get(Event, event_id)
    if event is None:
        return
    said = statements_of(event.data)
    left = [one for one in said if one not in gone]
    corrected = {name: value for name, value in event.data.items() if name == "instead_of"}
    if not left:
        redact(session, event_id)
        event.data = {**event.data, **corrected}
    elif len(left) < len(said):
        about = {name: value for name, value in event.data.items() if name in KEPT}
        event.data = {**about, **corrected, "statements": [one.as_data() for one in left]}
        session.flush()


def _rows(event: Event) -> Iterable[Report]:
    source = str(event.data.get("source", "chat" if event.conversation_id else "import"))
    said = event.at or utc_now()
    for number, statement in enumerate(statements_of(event.data)):
        yield Report(
            id=f"{event.id}.{number}",
            event_id=event.id,
            customer_id=event.customer_id,
            kind=statement.kind,
            value=statement.value,
            wanted=statement.wanted,
            source=source if source in CONFIDENCE else "import",
            confidence=_trusted(source, event.data.get("confidence")),
            said_at=said,
            state="current",
            changed_at=utc_now(),
        )


def _trusted(source: str, stated: object) -> float:
    """That of the source, or less where the sender says so; a sender's word never makes it more."""
    most = CONFIDENCE.get(source, CONFIDENCE["import"])
    return min(most, stated) if isinstance(stated, float) and 0 < stated <= 1 else most


class _Past:
    """What a customer has said so far, by question; read once, however many statements come."""

    def __init__(self, session: Session, customer_id: str) -> None:
        self._session = session
        self.events: set[str] = set()
        self._said: dict[tuple[str, str], list[_Said]] = {}
        self._replaced: list[str] = []
        rows = session.execute(
            select(
                Report.id,
                Report.event_id,
                Report.kind,
                Report.value,
                Report.wanted,
                Report.said_at,
                Report.state,
            )
            .where(Report.customer_id == customer_id)
            .order_by(Report.said_at, Report.id)
        )
        for id_, event_id, kind, value, wanted, said_at, state in rows:
            self.events.add(event_id)
            if state in {"current", "replaced"}:
                statement = Statement(kind, value, wanted)
                self._note(statement, (statement.answer, said_at, id_))

    def add(self, row: Report) -> Report:
        """The row with its confidence, and its state among what was said before and after it.

        confidence = that of its source x (1 + agreeing) / (1 + agreeing + contradicting).
        """
        statement = Statement(row.kind, row.value, row.wanted)
        others = self._said.get(statement.question, [])
        against = [one for one in others if one[0] != statement.answer]
        agreeing = len(others) - len(against)
        row.confidence *= (1 + agreeing) / (1 + agreeing + len(against))
        if any(said_at > row.said_at for _, said_at, _ in against):
            row.state = "replaced"
        else:
            self._replaced += [id_ for _, _, id_ in against]
        self.events.add(row.event_id)
        self._note(statement, (statement.answer, row.said_at, row.id))
        return row

    def settle(self) -> None:
        """Write down which earlier statements no longer hold."""
        ids = sorted(set(self._replaced))
        for start in range(0, len(ids), 400):
            self._session.execute(
                update(Report)
                .where(Report.id.in_(ids[start : start + 400]), Report.state == "current")
                .values(state="replaced", changed_at=utc_now())
                .execution_options(synchronize_session="fetch")
            )

    def _note(self, statement: Statement, said: Any) -> None:
        self._said.setdefault(statement.question, []).append(said)


_Said = tuple[tuple[str, bool], Any, str]
