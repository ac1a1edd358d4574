"""The quality report of an import: what came in, what was taken, and how complete it is."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from engine.events.field_quality import FieldQuality

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
    """Counts of one table: read = accepted + rejected + left_out, of which
    accepted = inserted + updated + unchanged + kept.

    `left_out` rows are right, but nothing that the table holds (postage among the products sold).
    `kept` rows exist here in a state that this database changed itself, so the source does not win.
    """

    read: int = 0
    rejected: int = 0
    left_out: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    completeness: dict[str, float] = field(default_factory=dict[str, float])
    """Share of accepted rows in which a main field is filled in."""

    @property
    def accepted(self) -> int:
        return self.inserted + self.updated + self.unchanged + self.kept

    def add(self, other: "TableQuality") -> None:
        """Take in the counts of another part of the same import."""
        for name in ("read", "rejected", "left_out", "inserted", "updated", "unchanged", "kept"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.completeness |= other.completeness


@dataclass(frozen=True)
class FieldChange:
    """A field as the source has it and as it was taken."""

    table: str
    field: str
    before: FieldQuality
    after: FieldQuality


@dataclass(frozen=True)
class RuleCount:
    """How many rows met a rule of cleaning (engine.events.cleaning_rules), and what was done about them."""

    id: str
    what: str
    action: str
    count: int


@dataclass
class QualityReport:
    """What an import did."""

    format: str
    tables: dict[str, TableQuality]
    id: str = ""
    source: str = ""
    """Name of the file or folder."""
    seconds: float = 0.0
    rejects_file: str | None = None
    reasons: dict[str, int] = field(default_factory=dict[str, int])
    """How often each reason of refusal occurred."""
    fields: list[FieldChange] = field(default_factory=list[FieldChange])
    rules: list[RuleCount] = field(default_factory=list[RuleCount])
    sample: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    """Some of the rows that were not taken, with their reasons."""

    def add(self, other: "QualityReport") -> None:
        """Take in what another part of the same import did."""
        for name, quality in other.tables.items():
            self.tables.setdefault(name, TableQuality()).add(quality)
        self.fields += other.fields
        self.rules += other.rules
        self.sample += other.sample
        for reason, count in other.reasons.items():
            self.reasons[reason] = self.reasons.get(reason, 0) + count

    def as_dict(self) -> dict[str, Any]:
        """The report as plain values."""
        tables = {name: {**vars(t), "accepted": t.accepted} for name, t in self.tables.items()}
        return {
            "id": self.id,
            "format": self.format,
            "source": self.source,
            "seconds": self.seconds,
            "tables": tables,
            "fields": [asdict(change) for change in self.fields],
            "rules": [asdict(rule) for rule in self.rules],
            "rejects_file": self.rejects_file,
            "reasons": self.reasons,
            "rejected_sample": self.sample,
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
