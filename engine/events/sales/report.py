"""What the import of a table of sales did, while it happens."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.events.cleaning_rules import RULES
from engine.events.field_quality import FieldTally
from engine.events.sales.line import Line, Refusal
from engine.store.ids import new_id

SAMPLE = 50
AFTER = ("customer", "moment", "item", "pieces", "price")


@dataclass
class Account:
    """Counts of an import. read = rejected + left_out + inserted + unchanged."""

    read: int = 0
    inserted: int = 0
    unchanged: int = 0
    rules: Counter[str] = field(default_factory=Counter[str])
    reasons: Counter[str] = field(default_factory=Counter[str])
    created: Counter[str] = field(default_factory=Counter[str])
    fields: dict[str, FieldTally] = field(default_factory=lambda: {name: FieldTally() for name in AFTER})

    @property
    def rejected(self) -> int:
        """Rows that broke a rule."""
        return self._rows("reject")

    @property
    def left_out(self) -> int:
        """Rows that are right but no sale of a product."""
        return self._rows("leave out")

    def taken(self, lines: list[Line]) -> None:
        """Count the fields of accepted lines, as they are after cleaning."""
        self.fields["customer"].add([line.customer for line in lines])
        self.fields["moment"].add([line.moment for line in lines])
        self.fields["item"].add([line.item for line in lines])
        self.fields["pieces"].add([line.pieces for line in lines])
        self.fields["price"].add([line.unit_cents for line in lines])

    def _rows(self, action: str) -> int:
        return sum(count for rule, count in self.rules.items() if RULES[rule].action == action)


class Rejects:
    """The file of rows that were not taken; it appears under its name when the import has succeeded."""

    def __init__(self, folder: Path, format: str, file: str) -> None:
        self._folder, self._file = folder, file
        self._path = folder / f"{format}-{new_id()}.jsonl"
        self._draft = self._path.with_suffix(".draft")
        self._open: Any = None
        self.sample: list[dict[str, Any]] = []
        self._sampled: Counter[str] = Counter()
        self.elsewhere: Counter[str] = Counter()
        """Rules that rows of other tables than the lines broke."""

    @property
    def path(self) -> str | None:
        """Where the file will be; None while every row was taken."""
        return None if self._open is None else str(self._path)

    def add(self, number: int, refusal: Refusal, table: str = "lines", file: Path | None = None) -> None:
        """Keep one row's reason; a few of each rule are kept for the page, too."""
        column = f"{refusal.column} " if refusal.column else ""
        row = {
            "table": table,
            "file": str(file or self._file),
            "record": f"row {number}",
            "row": number,
            "column": refusal.column,
            "rule": refusal.rule,
            "reason": f"{column}{refusal.reason}",
        }
        if self._open is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._open = self._draft.open("w", encoding="utf-8")
        self._open.write(json.dumps(row, ensure_ascii=False) + "\n")
        self.elsewhere[refusal.rule] += table != "lines"
        self._sampled[refusal.rule] += 1
        if self._sampled[refusal.rule] <= SAMPLE // 10 and len(self.sample) < SAMPLE:
            self.sample.append(row)

    def keep(self) -> None:
        """Put the file in its place."""
        if self._open is not None:
            self._open.close()
            self._draft.replace(self._path)

    def discard(self) -> None:
        """The import failed: nothing remains of it."""
        if self._open is not None:
            self._open.close()
            self._draft.unlink(missing_ok=True)
