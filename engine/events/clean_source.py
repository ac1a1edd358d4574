"""Cleaning of a folder's records by the written rules, and what its fields are like before and after."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from engine.events.cells import as_moment
from engine.events.cleaning_rules import RULES
from engine.events.field_quality import FieldQuality, FieldTally
from engine.events.outliers import Reservoir
from engine.events.quality import MAIN_FIELDS, FieldChange, RuleCount
from engine.events.source import TABLES, Record, Row, Source
from engine.store.types import utc_now

_MAILBOX = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_VALID: Mapping[tuple[str, str], Callable[[Any], bool]] = {
    ("customers", "email"): lambda email: _MAILBOX.fullmatch(email) is not None,
    ("variants", "price_cents"): lambda cents: cents >= 0,
    ("variants", "stock"): lambda stock: stock >= 0,
    ("payment_methods", "balance_cents"): lambda cents: cents >= 0,
    ("events", "value"): lambda value: value >= 0,
}
Fields = dict[tuple[str, str], FieldQuality]


def clean(source: Source, counts: Counter[str]) -> None:
    """Mend or refuse records by themselves (what hangs together is `ingest_checks`), counting by rule."""
    latest = _latest(source)
    for record in source.records["customers"]:
        email = record.row["email"]
        if email is not None and not _MAILBOX.fullmatch(email):
            record.row["email"] = None
            counts["customer.email"] += 1
    _refuse(source, "orders", lambda row: _impossible_order(row, latest), counts)
    _refuse(source, "events", lambda row: _impossible_moment(row["at"], latest), counts)
    _flag_outliers(source, counts)


def fields_of(source: Source) -> Fields:
    """The main fields of all tables as the records have them now."""
    found: Fields = {}
    for table in TABLES:
        rows = [record.row for record in source.records[table]]
        for name in MAIN_FIELDS[table] if rows else ():
            tally = FieldTally(_VALID.get((table, name), lambda _value: True))
            tally.add([None if row.get(name) in ([], {}) else row.get(name) for row in rows])
            found[table, name] = tally.quality()
    return found


def changes(before: Fields, after: Fields) -> list[FieldChange]:
    """Each field before and after; a table of which nothing was taken has no after."""
    nothing = FieldTally().quality()
    return [FieldChange(*key, quality, after.get(key, nothing)) for key, quality in before.items()]


def counted(counts: Mapping[str, int]) -> list[RuleCount]:
    """The rules that were met, in the order of their table."""
    return [
        RuleCount(rule.id, rule.what, rule.action, counts[rule.id])
        for rule in RULES.values()
        if counts.get(rule.id)
    ]


def _latest(source: Source) -> datetime:
    """The last moment that can be: a day from now, or from the day that a made-up past ends on."""
    today = as_moment((source.shop or {}).get("settings", {}).get("today"))
    now = utc_now()
    return (max(now, today) if isinstance(today, datetime) else now) + timedelta(days=1)


def _impossible_moment(at: datetime | None, latest: datetime) -> tuple[str, str] | None:
    if at is not None and at > latest:
        return "moment.future", f"{at.isoformat()} lies ahead of now"
    return None


def _impossible_order(row: Row, latest: datetime) -> tuple[str, str] | None:
    placed, delivered = row["placed_at"], row["delivered_at"]
    if placed is not None and delivered is not None and delivered < placed:
        return "order.times", "it was delivered before it was placed"
    return _impossible_moment(placed, latest)


def _refuse(
    source: Source, table: str, check: Callable[[Row], tuple[str, str] | None], counts: Counter[str]
) -> None:
    kept: list[Record] = []
    for record in source.records[table]:
        found = check(record.row)
        if found is None:
            kept.append(record)
        else:
            counts[found[0]] += 1
            source.drop(table, record, found[1])
    source.records[table] = kept


def _flag_outliers(source: Source, counts: Counter[str]) -> None:
    """Mark purchases of unusual numbers or prices; they are kept."""
    sold = list(_sold(source))
    for rule, amount in (("pieces.outlier", _pieces), ("money.outlier", _price)):
        reservoir = Reservoir()
        reservoir.add(amount(row) for row in sold)
        scale = reservoir.scale()
        for row in sold:
            if scale.beyond(amount(row)):
                counts[rule] += 1
                row["data"] = {**row["data"], "flags": [*row["data"].get("flags", []), rule]}


def _sold(source: Source) -> Iterator[Row]:
    for record in source.records["events"]:
        if record.row["type"] == "purchase":
            yield record.row


def _pieces(row: Row) -> float:
    return float(row["value"] or 0)


def _price(row: Row) -> float:
    pieces = _pieces(row)
    return float(row.get("cents") or 0) / pieces if pieces > 0 else 0.0
