"""Labelled texts from CSV files with the columns `text,label` and, where one file holds several parts,
`split`.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import Invalid, NotFound

_WITH_SPLIT = re.compile(r"(?P<file>.+\.csv):(?P<split>.+)", re.IGNORECASE)
_SHOWN = 10


@dataclass(frozen=True)
class Row:
    """One labelled text."""

    text: str
    label: str


@dataclass(frozen=True)
class Source:
    """A file, or those of its rows whose column `split` has the given value."""

    path: Path
    split: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.split}" if self.split else str(self.path)


def source_of(argument: str) -> Source:
    """Reads `F.csv` or `F.csv:SPLIT`."""
    match = _WITH_SPLIT.fullmatch(argument)
    if match is None or Path(argument).is_file():
        return Source(Path(argument))
    return Source(Path(match["file"]), match["split"])


def read_rows(source: Source) -> list[Row]:
    """All rows of a source, in the file's order.

    Raises NotFound where there is no such file, and Invalid with file and line where a row is wrong, a column
    is missing, or nothing is left.
    """
    if not source.path.is_file():
        raise NotFound(f"There is no file {source.path}")
    rows: list[Row] = []
    problems: list[str] = []
    splits: set[str] = set()
    for line, fields in _records(source):
        split: str = fields.get("split") or ""
        splits.add(split)
        problem = _problem(fields)
        if problem:
            problems.append(f"{source.path}:{line}: {problem}")
        elif not source.split or split == source.split:
            rows.append(Row(fields["text"], fields["label"].strip()))
    if problems:
        rest = f"\nand {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
        raise Invalid("\n".join(problems[:_SHOWN]) + rest)
    if not rows:
        known = ", ".join(sorted(splits - {""})) or "none"
        raise Invalid(f"{source} holds no rows" + (f"; its splits: {known}" if source.split else ""))
    return rows


def _records(source: Source) -> Iterator[tuple[int, dict[str | None, Any]]]:
    """(line where the record begins, fields) of each record."""
    needed = {"text", "label", *(["split"] if source.split else [])}
    line = 1
    try:
        with source.path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = needed - set(reader.fieldnames or ())
            if missing:
                raise Invalid(f"{source.path}:1: the header lacks {', '.join(sorted(missing))}")
            for fields in reader:
                line = reader.line_num - sum(str(value).count("\n") for value in fields.values())
                yield line, {**fields}
    except UnicodeDecodeError as error:
        raise Invalid(f"{source.path} is not UTF-8 (near line {line})") from error
    except csv.Error as error:
        raise Invalid(f"{source.path}:{line}: {error}") from error


def _problem(fields: dict[str | None, Any]) -> str:
    """What is wrong with a record; empty where nothing is."""
    if None in fields:
        return "more fields than the header has; put quotes around texts with commas"
    if None in fields.values():
        return "fewer fields than the header has"
    empty = [name for name in ("text", "label") if not fields[name].strip()]
    return f"{' and '.join(empty)} empty" if empty else ""
