"""Every column of every table that names a customer, found in the schema, so that no table is forgotten."""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Column, LargeBinary, Table, UniqueConstraint, and_, delete, insert, select, update
from sqlalchemy.orm import Session

from engine.store.tables import Base, Customer
from engine.store.types import UtcDateTime

MANY = 500
Values = dict[str, Any]


@dataclass(frozen=True)
class Reference:
    """A column that names a customer."""

    table: Table
    column: Column[Any]

    @property
    def name(self) -> str:
        """Such as "orders.customer_id"."""
        return f"{self.table.name}.{self.column.name}"

    @property
    def one_each(self) -> bool:
        """Has each customer one row at most? Then two customers' rows cannot both become one customer's."""
        alone = [
            constraint.columns.keys() == [self.column.name]
            for constraint in self.table.constraints
            if isinstance(constraint, UniqueConstraint)
        ]
        in_key = self.column.name in self.table.primary_key.columns.keys()
        return in_key or bool(self.column.unique) or any(alone)


def references() -> Iterator[Reference]:
    """All of them, by name of table."""
    customers = cast(Table, Customer.__table__).c.id
    for table in sorted(Base.metadata.tables.values(), key=lambda table: table.name):
        for column in table.columns:
            if any(key.column is customers for key in column.foreign_keys):
                yield Reference(table, column)


def keys_of(session: Session, reference: Reference, customer_id: str) -> list[list[Any]]:
    """Primary keys of the rows that name this customer."""
    keys = reference.table.primary_key.columns.values()
    query = select(*keys).where(reference.column == customer_id).order_by(*keys)
    return [list(row) for row in session.execute(query)]


def hand_over(
    session: Session, reference: Reference, giver: str, taker: str, keys: Sequence[list[Any]]
) -> None:
    """Let rows that name `giver` name `taker`; those that name somebody else by now stay."""
    columns = reference.table.primary_key.columns.values()
    for start in range(0, len(keys), MANY):
        some = keys[start : start + MANY]
        match = _match(columns, some) & (reference.column == giver)
        statement = update(reference.table).where(match).values({reference.column.name: taker})
        session.connection().execute(statement)


def take_out(session: Session, reference: Reference, customer_id: str) -> list[Values]:
    """Remove the rows that name this customer; what they held, fit for JSON."""
    rows = session.execute(select(reference.table).where(reference.column == customer_id)).mappings().all()
    session.connection().execute(delete(reference.table).where(reference.column == customer_id))
    return [to_plain(reference.table, dict(row)) for row in rows]


def put_back(session: Session, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows that `to_plain` made plain."""
    if rows:
        session.connection().execute(insert(table), [from_plain(table, row) for row in rows])


def to_plain(table: Table, row: Values) -> Values:
    """A row as JSON can hold it."""
    return {name: _plain(value) for name, value in row.items()}


def from_plain(table: Table, row: Values) -> Values:
    """The row that `to_plain` was given."""
    return {
        name: _restored(table.columns[name], value) for name, value in row.items() if name in table.columns
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _restored(column: Column[Any], value: Any) -> Any:
    if value is not None and isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat(value)
    if value is not None and isinstance(column.type, LargeBinary):
        return base64.b64decode(value)
    return value


def _match(columns: Sequence[Column[Any]], keys: Sequence[list[Any]]) -> Any:
    if len(columns) == 1:
        return columns[0].in_([key[0] for key in keys])
    alike = [and_(*(column == part for column, part in zip(columns, key, strict=True))) for key in keys]
    first, *others = alike
    for other in others:
        first = first | other
    return first
