"""What admins see of imports."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.accounts.staff import create_staff
from engine.events.ingest import ingest
from engine.store import Database
from tests.agent import Agent
from tests.api.conftest import PASSWORD
from tests.api.live_app import LiveApp
from tests.integration.ingest_shop import CUSTOMERS, ShopFolder


@pytest.fixture
def ada(app: LiveApp, database: Database) -> Iterator[Agent]:
    with database.session() as session:
        create_staff(session, "ada@example.com", "Ada", "admin", PASSWORD)
    agent = Agent(app.url, "ada@example.com", PASSWORD)
    yield agent
    agent.close()


def test_the_journal_and_one_imports_report(ada: Agent, database: Database, tmp_path: Path) -> None:
    folder = ShopFolder(tmp_path / "corner")
    folder.text("customers.csv", CUSTOMERS + ",x@example.com,No,Id,en,1,\n")
    for _ in range(2):
        ingest(database, folder.path, "attune", tmp_path / "rejects")
    listed = ada._http.get("/api/v1/console/imports").json()["imports"]
    assert [one["tables"]["customers"]["inserted"] for one in listed] == [0, 2], "the newest first"
    assert (listed[0]["format"], listed[0]["source"]) == ("attune", "corner")
    [only] = ada._http.get("/api/v1/console/imports?limit=1").json()["imports"]
    assert only == listed[0]
    whole = ada._http.get(f"/api/v1/console/imports/{only['id']}").json()
    assert whole["tables"] == only["tables"]
    assert [(rule["id"], rule["action"], rule["count"]) for rule in whole["rules"]] == [
        ("record.type", "reject", 1)
    ]
    assert whole["rejected_sample"] == [
        {"table": "customers", "file": "customers.csv", "record": "line 4", "reason": "it has no id"}
    ]
    email = next(one for one in whole["fields"] if one["field"] == "email")
    assert (email["before"]["completeness"], email["after"]["validity"]) == (1.0, 1.0)
    missing = ada._http.get("/api/v1/console/imports/none")
    assert (missing.status_code, missing.json()["error"]["message"]) == (404, "There is no such import.")


def test_agents_are_refused(hire: Callable[[str], Agent]) -> None:
    mira = hire("Mira")
    for path in ("imports", "imports/some"):
        assert mira._http.get(f"/api/v1/console/{path}").status_code == 403
