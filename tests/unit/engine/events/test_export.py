"""The event log as files."""

from pathlib import Path

import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from engine.errors import Conflict
from engine.events.export import export_log
from engine.store import Database
from tests.builders import NOW, add_customer, add_event, add_product, add_shop


def test_every_event_is_written_once_with_what_jobs_need(database: Database, tmp_path: Path) -> None:
    with database.session() as session:
        add_shop(session)
        add_product(session, "lamp")
        add_product(session, "mug").active = False
        add_customer(session)
        bought = add_event(session, "purchase", "mei", "lamp", value=2.0)
        bought.order_id, bought.cents = "W1", 5000
        add_event(session, "return", "mei", "lamp", data={"order_id": "R7", "kind": "cancel"}, at=None)
        add_event(session, "view", None, "mug")
    with database.session(writes=False) as session:
        assert export_log(session, tmp_path / "log") == 3
    rows = ds.dataset(tmp_path / "log" / "events", partitioning="hive").to_table().to_pylist()
    by_type = {row["type"]: row for row in rows}
    assert by_type["purchase"] | {"id": ""} == {
        "id": "",
        "type": "purchase",
        "customer": "mei",
        "product": "lamp",
        "at": NOW,
        "order_id": "W1",
        "basket": "W1",
        "value": 2.0,
        "cents": 5000,
        "how": None,
    }
    cancelled = by_type["return"]
    assert (cancelled["basket"], cancelled["order_id"], cancelled["how"], cancelled["at"]) == (
        "R7",
        None,
        "cancel",
        None,
    )
    assert by_type["view"]["customer"] is None
    products = pq.read_table(tmp_path / "log" / "products.parquet").to_pylist()
    assert sorted((row["product"], row["active"]) for row in products) == [("lamp", True), ("mug", False)]


def test_nothing_is_written_over(database: Database, tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    with database.session(writes=False) as session, pytest.raises(Conflict, match="exists already"):
        export_log(session, tmp_path / "log")


def test_an_empty_log_is_a_folder_without_events(database: Database, tmp_path: Path) -> None:
    with database.session(writes=False) as session:
        assert export_log(session, tmp_path / "log") == 0
    assert pq.read_table(tmp_path / "log" / "products.parquet").num_rows == 0
