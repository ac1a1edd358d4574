"""Expectation trends over HTTP: for admins, with the answers behind each number and as CSV."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from engine.accounts.staff import create_staff
from engine.store import Database
from engine.store.types import utc_now
from tests.agent import Agent
from tests.api.conftest import PASSWORD
from tests.api.live_app import LiveApp
from tests.service_shop import furnish

ROOT = "/api/v1/console/service-quality"


@contextmanager
def signed(app: LiveApp, database: Database, role: str) -> Iterator[httpx.Client]:
    with database.session() as session:
        create_staff(session, f"{role}@example.com", role.title(), role, PASSWORD)
    agent = Agent(app.url, f"{role}@example.com", PASSWORD)
    yield agent._http
    agent.close()


def test_admins_see_gaps_their_answers_and_the_same_as_csv(app: LiveApp, database: Database) -> None:
    with database.session() as session:
        furnish(session, utc_now(), months=2)
    with signed(app, database, "agent") as agent:
        assert agent.get(ROOT).status_code == 403
    with signed(app, database, "admin") as admin:
        page = admin.get(ROOT).json()
        assert page["enough"] == 5 and page["names"]["empathy"]["zh"] == "用心倾听"
        first = page["overall"][0]
        assert first["dimension"] == "reliability" and first["low"] < first["gap"] < first["high"]
        month = page["months"][-1]["key"]
        behind = admin.get(f"{ROOT}/answers", params={"dimension": "empathy", "month": month}).json()
        assert len(behind["answers"]) == page["months"][-1]["cells"][3]["answers"] == 3
        assert admin.get(f"{ROOT}/answers", params={"dimension": "price"}).status_code == 422
        rows = list(csv.DictReader(io.StringIO(admin.get(f"{ROOT}.csv?language=zh").text.lstrip("\ufeff"))))
        assert {row["by"] for row in rows} == {"all", "segment", "month"}
        assert float(rows[0]["gap"]) == first["gap"] and any(row["group_name"] == "常客" for row in rows)
