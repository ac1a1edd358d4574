"""A shop's past as CSV, JSON lines or Parquet: the same rows, and self-reports among them."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engine.errors import Invalid
from engine.events.ingest import ingest
from engine.store import Database
from engine.store.tables import Customer, Event
from tests.integration.ingest_shop import CUSTOMERS, EVENTS, ORDERS, ShopFolder, everything

NAMES = ("customers", "orders", "events")
REPORT = "q1,report,ann,2026-03-10T09:00:00,,,\n"


def as_kind(folder: ShopFolder, kind: str) -> None:
    """Put the folder's past into files of another kind, with numbers as numbers."""
    for name in NAMES:
        path = folder.path / f"{name}.csv"
        records: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        for record in records:
            for column in ("quantity", "unit_price", "value", "postcode"):
                if record.get(column):
                    record[column] = float(record[column])
            record |= {column: None for column, cell in record.items() if cell == ""}
        path.unlink()
        if kind == "jsonl":
            lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
            (folder.path / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
        else:
            pq.write_table(pa.Table.from_pylist(records), folder.path / f"{name}.parquet")


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_the_same_past_in_another_kind_of_file_changes_nothing(
    database: Database, tmp_path: Path, kind: str
) -> None:
    folder = ShopFolder(tmp_path / "corner")
    ingest(database, folder.path, "attune", tmp_path / "rejects")
    before = everything(database)
    as_kind(folder, kind)
    report = ingest(database, folder.path, "attune", tmp_path / "rejects")
    assert everything(database) == before
    assert report.rejects_file is None
    assert report.tables["events"].unchanged == 6


def test_self_reports_and_ids_of_other_systems(database: Database, tmp_path: Path) -> None:
    folder = ShopFolder(tmp_path / "corner")
    (folder.path / "events.csv").unlink()
    said = {"topic": "delivery", "answer": "late"}
    events = [
        {"id": "q1", "type": "report", "customer_id": "ann", "at": "2026-03-10T09:00:00", "data": said},
        {"id": "q2", "type": "report", "customer_id": "ann", "at": None, "data": "late"},
        {"id": "p1", "type": "return", "customer_id": "ann", "at": None, "product_id": "green",
         "value": 1, "cents": 790, "order_id": "B1000001"},
    ]  # fmt: skip
    folder.text("events.jsonl", "".join(json.dumps(event) + "\n" for event in events))
    folder.text(
        "customers.csv", CUSTOMERS.replace("created_at\n", "created_at,shop_id\n").replace("00\n", "00,T1\n")
    )
    report = ingest(database, folder.path, "attune", tmp_path / "rejects")
    assert [(reject["record"], reject["reason"]) for reject in report.sample] == [
        ("line 2", "data 'late' is not JSON")
    ]
    with database.session(writes=False) as session:
        assert session.get_one(Event, "q1").data == said
        returned = session.get_one(Event, "p1")
        assert (returned.cents, returned.order_id) == (790, "B1000001")
        assert session.get_one(Customer, "bo").attributes["shop_id"] == "T1"


def test_two_files_of_one_table_are_one_too_many(database: Database, tmp_path: Path) -> None:
    folder = ShopFolder(tmp_path / "corner")
    folder.text("events.jsonl", "{}\n")
    with pytest.raises(Invalid, match=r"holds events\.csv and events\.jsonl"):
        ingest(database, folder.path, "attune", tmp_path / "rejects")


def test_what_cannot_be_kept_is_refused(database: Database, tmp_path: Path) -> None:
    folder = ShopFolder(tmp_path / "corner")
    folder.text(
        "orders.csv",
        ORDERS
        + "B1000007,ann,pending,green-50g,1,99999999999,,,\n"
        + "B1000008,ann,pending,green-50g,1.5,7.90,,,\n"
        + "B1000009,ann,pending,green-50g,9e99,7.90,,,\n",
    )
    folder.text("events.csv", EVENTS + REPORT + "torn,view\n")
    report = ingest(database, folder.path, "attune", tmp_path / "rejects")
    assert {(reject["record"], reject["reason"]) for reject in report.sample} == {
        ("B1000007", "unit_price '99999999999' is more than can be kept (21,474,836.47)"),
        ("B1000008", "quantity '1.5' is not a whole number that can be kept"),
        ("B1000009", "quantity '9e99' is not a number"),
        ("line 6", "it has 2 cells of 7; the first absent column is customer_id"),
    }
