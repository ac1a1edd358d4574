"""`attune customers`, and what an import does with merged ones."""

import json
from pathlib import Path

from sqlalchemy import select

from engine.accounts.merge import merge, split
from engine.events.ingest import ingest
from engine.events.sales.formats import ingest_format
from engine.store import Database
from engine.store.tables import Customer, Event
from tests.integration.ingest_shop import CUSTOMERS, EVENTS, ShopFolder, everything
from tests.integration.sales_table import LANTERN, LATER, MUG, write_table
from tests.integration.test_ingest_command import attune


def test_duplicates_are_listed_merged_and_split(tmp_path: Path) -> None:
    folder, var = ShopFolder(tmp_path / "corner"), tmp_path / "var"
    folder.text("customers.csv", CUSTOMERS + "ann2,ann+web@example.com,Ann,Moe,en,1010,2026-03-02T10:00:00\n")
    assert attune("ingest", str(folder.path), var=var).returncode == 0
    listed = json.loads(attune("customers", "duplicates", "--json", var=var).stdout)
    assert listed["duplicates"] == [
        {"kept_id": "ann", "merged_id": "ann2", "by": "email", "shared": "ann@example.com", "certain": True}
    ]
    merged = json.loads(attune("customers", "merge", "ann2", "ann", "--json", var=var).stdout)
    assert merged["moved"] == {"events.customer_id": 4, "orders.customer_id": 1}
    assert "two customers again" in attune("customers", "split", "ann", var=var).stdout
    refused = attune("customers", "split", "ann", var=var)
    assert (refused.returncode, "ann is not merged" in refused.stderr) == (1, True)
    assert "merged: same email" in attune("customers", "duplicates", "--merge", var=var).stdout
    assert json.loads(attune("customers", "duplicates", "--json", var=var).stdout)["duplicates"] == []


def test_importing_again_after_a_merge_changes_nothing(database: Database, tmp_path: Path) -> None:
    folder = ShopFolder(tmp_path / "corner")
    ingest(database, folder.path, "attune", tmp_path / "rejects")
    with database.session() as session:
        merge(session, "bo", "ann", "system")
    before = everything(database)
    report = ingest(database, folder.path, "attune", tmp_path / "rejects")
    assert everything(database) == before
    assert (report.tables["customers"].kept, report.rejects_file) == (1, None)
    folder.text("events.csv", EVENTS + "v9,view,ann,2026-03-10T09:00:00,green,,\n")
    ingest(database, folder.path, "attune", tmp_path / "rejects")
    with database.session() as session:
        assert session.get_one(Event, "v9").customer_id == "bo"
        split(session, "ann", "system")


def test_sales_of_a_merged_customer_go_to_the_kept_one(database: Database, tmp_path: Path) -> None:
    def bring(*rows: tuple[object, ...]) -> None:
        ingest_format(database, write_table(tmp_path / "a.csv", rows), "online-retail", tmp_path / "rejects")

    bring(LANTERN, LATER)
    with database.session() as session:
        merge(session, "13047", "17850", "system")
    before = everything(database)
    bring(LANTERN, LATER)
    assert everything(database) == before
    bring(LANTERN, LATER, MUG)
    with database.session(writes=False) as session:
        assert session.scalars(select(Customer.id)).all() == ["13047"]
        assert set(session.scalars(select(Event.customer_id))) == {"13047"}
