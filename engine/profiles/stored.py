"""The stored tallies: each new event adds to its customer's, and what is behind the log is counted anew."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from engine.events.facts import event_counts, fact_of, facts_of
from engine.profiles.tally import Tally, add, tally_of
from engine.store.tables import CustomerProfile, Event
from engine.store.types import utc_now


def note(session: Session, event: Event) -> None:
    """Count an event that was just appended (and flushed); one of nobody counts for nobody."""
    if event.customer_id is None:
        return
    # Locked and read anew, so that of two events at the same moment none is lost.
    row = session.get(CustomerProfile, event.customer_id, with_for_update=True, populate_existing=True)
    if row is None:
        save(session, recount(session, [event.customer_id]))
        return
    tally = Tally(**row.tally)
    if not add(tally, fact_of(session, event)):
        tally = recount(session, [event.customer_id])[event.customer_id]
    row.tally, row.events, row.updated_at = tally.as_json(), tally.events, utc_now()
    session.flush()


def recount(session: Session, customers: Sequence[str]) -> dict[str, Tally]:
    """The tallies of these customers from the log; empty ones for those without events."""
    facts = facts_of(session, customers)
    return {id_: tally_of(facts.get(id_, ())) for id_ in customers}


def tallies(session: Session, customers: Sequence[str]) -> dict[str, Tally]:
    """The tallies of these customers, those behind the log (after an import) counted anew; nothing is
    written.
    """
    counts = event_counts(session, customers)
    rows = session.scalars(
        select(CustomerProfile)
        .where(CustomerProfile.customer_id.in_(customers))
        .execution_options(populate_existing=True)
    )
    kept = {row.customer_id: row.tally for row in rows if row.events == counts.get(row.customer_id, 0)}
    behind = [id_ for id_ in customers if id_ not in kept]
    return {**{id_: Tally(**tally) for id_, tally in kept.items()}, **recount(session, behind)}


def behind(session: Session) -> list[str]:
    """Customers whose tally misses events of the log, or has events that are no longer there."""
    counts = event_counts(session)
    rows = session.execute(select(CustomerProfile.customer_id, CustomerProfile.events))
    stored: dict[str, int] = {id_: n for id_, n in rows}
    return sorted(id_ for id_ in counts.keys() | stored.keys() if counts.get(id_, 0) != stored.get(id_, 0))


def catch_up(session: Session) -> int:
    """Count anew whoever is behind the log (after an import, a merge of customers); returns how many."""
    found = behind(session)
    for start in range(0, len(found), 400):
        save(session, recount(session, found[start : start + 400]))
    return len(found)


def save(session: Session, found: Mapping[str, Tally]) -> None:
    """Write these tallies over what is stored; segments stay."""
    if not found:
        return
    now = utc_now()
    rows = [
        {"customer_id": id_, "events": tally.events, "tally": tally.as_json(), "updated_at": now}
        for id_, tally in found.items()
    ]
    dialect: Any = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(CustomerProfile)
    changed = {name: statement.excluded[name] for name in ("events", "tally", "updated_at")}
    statement = statement.on_conflict_do_update(index_elements=["customer_id"], set_=changed)
    session.connection().execute(statement, rows)


def labels(session: Session) -> dict[str, int]:
    """The segment that the last rebuild put each customer into, those in none left out."""
    rows = session.execute(
        select(CustomerProfile.customer_id, CustomerProfile.segment).where(
            CustomerProfile.segment.is_not(None)
        )
    )
    return {customer: int(label) for customer, label in rows if label is not None}


def set_segments(session: Session, labels: Mapping[str, int | None]) -> None:
    """Write the segment of each of these customers."""
    table: Any = CustomerProfile.__table__
    for label in sorted(set(labels.values()), key=lambda one: (one is None, one)):
        members = [id_ for id_, own in labels.items() if own == label]
        for start in range(0, len(members), 400):
            statement = update(table).where(table.c.customer_id.in_(members[start : start + 400]))
            session.connection().execute(statement.values(segment=label))
