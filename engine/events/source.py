"""What an adapter hands over: the records of one source, read whole before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.events.quality import TableQuality

Row = dict[str, Any]

TABLES = ("products", "variants", "articles", "customers", "payment_methods", "orders", "events")
"""In the order in which they are checked and written: parents first."""


@dataclass(frozen=True)
class Record:
    """One row for a table, with the place it comes from. Orders carry lines, shipments, payments."""

    file: str
    label: str
    row: Row


@dataclass(frozen=True)
class Reject:
    """A record that was not taken, and why."""

    table: str
    file: str
    record: str
    reason: str


@dataclass
class Source:
    """Everything of one import. `shop` None: the shop of this database stays as it is."""

    format: str
    shop: Row | None = None
    categories: list[Row] = field(default_factory=list[Row])
    records: dict[str, list[Record]] = field(default_factory=lambda: {table: [] for table in TABLES})
    rejects: list[Reject] = field(default_factory=list[Reject])
    read: dict[str, int] = field(default_factory=lambda: dict.fromkeys(TABLES, 0))

    def add(self, table: str, file: str, label: str, row: Row) -> None:
        """Take one row for `table`."""
        self.read[table] += 1
        self.records[table].append(Record(file, label, row))

    def reject(self, table: str, file: str, label: str, reason: str) -> None:
        """Refuse a record before it became a row."""
        self.read[table] += 1
        self.rejects.append(Reject(table, file, label, reason))

    def drop(self, table: str, record: Record, reason: str) -> None:
        """Refuse a record that was taken before (its row leaves the source)."""
        self.rejects.append(Reject(table, record.file, record.label, reason))

    def qualities(self) -> Mapping[str, TableQuality]:
        """A fresh account of every table with the rows read so far."""
        return {table: TableQuality(read=count) for table, count in self.read.items()}
