"""The quality report of an import: what came in, what was taken, and how complete it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

MAIN_FIELDS: Mapping[str, tuple[str, ...]] = {
    "products": ("name", "description", "category_id", "brand", "attributes", "variants"),
    "variants": ("options", "price_cents", "stock"),
    "articles": ("topics", "title", "questions", "answer", "body"),
    "customers": ("email", "first_name", "last_name", "postcode", "phone", "language", "created_at"),
    "payment_methods": ("kind", "last_four", "balance_cents"),
    "orders": ("placed_at", "promised_at", "delivered_at", "shipments", "payments", "address"),
    "events": ("customer_id", "product_id", "at", "value"),
}


@dataclass
class TableQuality:
    """Counts of one table: read = accepted + rejected, accepted = inserted + updated + unchanged + kept.

    `kept` rows exist here in a state that this database changed itself, so the source does not win.
    """

    read: int = 0
    rejected: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    completeness: dict[str, float] = field(default_factory=dict[str, float])
    """Share of accepted rows in which a main field is filled in."""

    @property
    def accepted(self) -> int:
        return self.inserted + self.updated + self.unchanged + self.kept


@dataclass
class QualityReport:
    """What an import did."""

    format: str
    tables: dict[str, TableQuality]
    rejects_file: str | None = None
    reasons: dict[str, int] = field(default_factory=dict[str, int])
    """How often each reason of refusal occurred."""

    def as_dict(self) -> dict[str, Any]:
        """The report as plain values."""
        tables = {name: {**vars(t), "accepted": t.accepted} for name, t in self.tables.items()}
        return {
            "format": self.format,
            "tables": tables,
            "rejects_file": self.rejects_file,
            "reasons": self.reasons,
        }


def completeness(table: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Share of `rows` in which each main field of `table` is neither absent nor empty; {} without rows."""
    taken = list(rows)
    if not taken:
        return {}
    return {
        name: round(sum(row.get(name) not in (None, "", [], {}) for row in taken) / len(taken), 4)
        for name in MAIN_FIELDS[table]
    }
