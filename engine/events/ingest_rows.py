"""Rows into tables: new ones inserted, changed ones updated, equal ones left alone; in batches.

Core statements, not the session's objects: an import is no change "by us", so the version counters
of the tables stay as they are.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, cast

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from engine.events.quality import TableQuality
from engine.events.source import Row
from engine.store.base import Base

BATCH = 400
Item = TypeVar("Item")
Merge = Callable[[Row, Row], Row | None]
"""(row here, row of the source) -> what to write, or None to keep the row here as it is."""


def source_wins(_here: Row, there: Row) -> Row:
    """The source owns the row."""
    return there


def stays(here: Row, _there: Row) -> Row:
    """The row is a fact that never changes."""
    return here


def write(
    session: Session, model: type[Base], rows: Sequence[Row], merge: Merge, quality: TableQuality
) -> None:
    """Bring `rows` (all with the same keys, "id" among them) into the table, and count into `quality`."""
    for batch in batches(rows):
        here = existing(session, model, batch)
        new = [row for row in batch if row["id"] not in here]
        changed: list[Row] = []
        for row in batch:
            if row["id"] in here:
                _sort(here[row["id"]], row, merge, changed, quality)
        insert_rows(session, model, new)
        update_rows(session, model, changed)
        quality.inserted += len(new)
        quality.updated += len(changed)


def existing(session: Session, model: type[Base], rows: Sequence[Row]) -> dict[str, Row]:
    """The rows here with the ids of `rows`, by id, with the columns that `rows` have."""
    columns = core_table(model).columns
    query = select(*(columns[name] for name in rows[0])).where(columns["id"].in_([row["id"] for row in rows]))
    return {row["id"]: dict(row) for row in session.execute(query).mappings()}


def insert_rows(session: Session, model: type[Base], rows: Sequence[Row]) -> None:
    """Insert new rows."""
    if rows:
        session.connection().execute(insert(core_table(model)), list(rows))


def update_rows(session: Session, model: type[Base], rows: Sequence[Row]) -> None:
    """Set every given column of rows that exist."""
    if not rows:
        return
    table = core_table(model)
    names = [name for name in rows[0] if name != "id"]
    statement = update(table).where(table.c.id == bindparam("_id"))
    statement = statement.values({name: bindparam(f"_{name}") for name in names})
    session.connection().execute(statement, [{f"_{name}": row[name] for name in row} for row in rows])


def batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """`items` in pieces of at most BATCH."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def core_table(model: type[Base]) -> Table:
    """The table behind a mapped class."""
    return cast(Table, model.__table__)


def _sort(here: Row, there: Row, merge: Merge, changed: list[Row], quality: TableQuality) -> None:
    wanted = merge(here, there)
    if wanted is None:
        quality.kept += 1
    elif wanted == here:
        quality.unchanged += 1
    else:
        changed.append(wanted)
