"""Import of a folder: read whole, checked, written in one transaction, told as a quality report.

A file that cannot be read stops the import before anything is written; a record that cannot be used
goes to the rejects file with its reason. Importing the same source twice changes nothing.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.accounts.merged import merged_ids
from engine.errors import Conflict, Invalid
from engine.events.adapters import ADAPTERS
from engine.events.clean_source import changes, clean, counted, fields_of
from engine.events.imports import record_import
from engine.events.ingest_checks import refuse_inconsistent
from engine.events.ingest_write import refuse_second_shop, write_source
from engine.events.quality import QualityReport, TableQuality, completeness
from engine.events.source import TABLES, Reject, Source
from engine.store import Database
from engine.store.tables import (
    Article,
    Category,
    Customer,
    Event,
    Order,
    PaymentMethod,
    Product,
    Shop,
    Variant,
)
from engine.store.types import utc_now

SAMPLE = 50
"""Rejected records that the journal of imports keeps."""
IDS = {
    "categories": Category.id,
    "products": Product.id,
    "variants": Variant.id,
    "articles": Article.id,
    "customers": Customer.id,
    "payment_methods": PaymentMethod.id,
    "orders": Order.id,
    "events": Event.id,
}


def ingest(
    database: Database, path: Path, format: str, rejects_dir: Path, today: date | None = None
) -> QualityReport:
    """Import the folder at `path` and report on it. (Tables of sales: engine.events.sales.)

    today: the day that made-up history ends on; by default that of the last import into this
    database, else the present day. Raises Invalid where the format or a file cannot be read,
    Conflict where the database holds another shop or the shop as of another day.
    """
    if format not in ADAPTERS:
        raise Invalid(f"There is no format {format!r}; there are: {', '.join(sorted(ADAPTERS))}.")
    if not path.is_dir():
        raise Invalid(f"{path} is not a folder.")
    began = monotonic()
    with database.session(writes=False) as session:
        anchor = _anchor(session, today)
    source = ADAPTERS[format](path, anchor)
    with database.session() as session:
        report = _import(session, source)
        report.source, report.seconds = path.name, round(monotonic() - began, 1)
        report.sample = [asdict(reject) for reject in source.rejects[:SAMPLE]]
        record_import(session, report)
    report.rejects_file = _write_rejects(source.rejects, rejects_dir, format)
    return report


def _import(session: Session, source: Source) -> QualityReport:
    refuse_second_shop(session, source)
    merged = _follow_merges(session, source)
    known = {table: set(session.scalars(select(column)).all()) for table, column in IDS.items()}
    known["categories"] |= {row["id"] for row in source.categories}
    counts, before = Counter({"record.type": len(source.rejects)}), fields_of(source)
    clean(source, counts)
    unclean = len(source.rejects)
    refuse_inconsistent(source, known, _owners(session))
    counts["record.reference"] = len(source.rejects) - unclean
    qualities = dict(source.qualities())
    write_source(session, source, qualities)
    qualities["customers"].kept += merged
    for table in TABLES:
        _complete(source, table, qualities[table])
    reasons = Counter(_kind(reject.reason) for reject in source.rejects)
    return QualityReport(
        source.format,
        qualities,
        reasons=dict(reasons.most_common()),
        fields=changes(before, fields_of(source)),
        rules=counted(counts),
    )


def _follow_merges(session: Session, source: Source) -> int:
    """Let records name the customers that merged ones go by here; how many customers' records that were."""
    merged = merged_ids(session)
    for table in ("payment_methods", "orders", "events") if merged else ():
        for record in source.records[table]:
            customer = record.row["customer_id"]
            record.row["customer_id"] = merged.get(customer, customer)
    customers = source.records["customers"]
    source.records["customers"] = [record for record in customers if record.row["id"] not in merged]
    return len(customers) - len(source.records["customers"])


def _owners(session: Session) -> dict[str, str]:
    """Customer ids by e-mail."""
    rows = session.execute(select(Customer.email, Customer.id).where(Customer.email.is_not(None)))
    return {email: customer_id for email, customer_id in rows if email}


def _complete(source: Source, table: str, quality: TableQuality) -> None:
    quality.rejected = sum(reject.table == table for reject in source.rejects)
    quality.completeness = completeness(table, (record.row for record in source.records[table]))


def _anchor(session: Session, today: date | None) -> date:
    settings = session.scalar(select(Shop.settings).limit(1)) or {}
    stored = date.fromisoformat(settings["today"]) if "today" in settings else None
    if today and stored and today != stored:
        raise Conflict(
            f"This database holds the shop as of {stored}. For {today} use an empty database, "
            "or leave --today out."
        )
    return today or stored or datetime.now(UTC).date()


def _kind(reason: str) -> str:
    """The reason without its ids and numbers, for counting."""
    words = (word for word in reason.split() if not any(character.isdigit() for character in word))
    return " ".join(words)


def _write_rejects(rejects: Sequence[Reject], folder: Path, format: str) -> str | None:
    if not rejects:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{format}-{utc_now():%Y%m%dT%H%M%S%f}.jsonl"
    lines = (json.dumps(asdict(reject), ensure_ascii=False) + "\n" for reject in rejects)
    path.write_text("".join(lines), encoding="utf-8")
    return str(path)
