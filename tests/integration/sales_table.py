"""A small table of sales in the columns of Online Retail, as CSV, JSON lines or Parquet."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

HEADER = ("Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country")
Row = tuple[Any, ...]

LANTERN = ("WHITE METAL LANTERN", 6, "2010-12-01 08:26:00", 3.39, 17850.0, "United Kingdom")
MUG = ("RED COFFEE MUG", 2, "2010-12-01 08:26:00", 1.25, 17850.0, "United Kingdom")
LATER = ("RED COFFEE MUG", 1, "2010-12-03 10:00:00", 1.45, 13047.0, "France")
NOBODY = ("RED COFFEE MUG", 3, "2010-12-02 11:00:00", 2.51, None, "United Kingdom")
RETURN = ("WHITE METAL LANTERN", -1, "2010-12-09 09:00:00", 3.39, 17850.0, "United Kingdom")
POSTAGE = ("POSTAGE", 1, "2010-12-03 10:00:00", 18.0, 13047.0, "France")
ROWS = (LANTERN, MUG, LATER, NOBODY, RETURN, POSTAGE)


def write_table(path: Path, rows: Iterable[Row] = ROWS, header: Sequence[str] = HEADER) -> Path:
    """The table in the format that the file's name says."""
    {".csv": _csv, ".jsonl": _json, ".parquet": _parquet}[path.suffix](path, list(rows), header)
    return path


def _csv(path: Path, rows: list[Row], header: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def _json(path: Path, rows: list[Row], header: Sequence[str]) -> None:
    records: list[Mapping[str, Any]] = [dict(zip(header, row, strict=True)) for row in rows]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def _parquet(path: Path, rows: list[Row], header: Sequence[str]) -> None:
    columns = dict(zip(header, map(list, zip(*rows, strict=True)), strict=True))
    if "InvoiceDate" in columns:
        moments = [datetime.fromisoformat(text) if text else None for text in columns["InvoiceDate"]]
        columns["InvoiceDate"] = pa.array(moments, pa.timestamp("ns"))
    pq.write_table(pa.table(columns), path)
