"""Promises at risk over the wire: told in the open widget, a task at the desk, the record in the console."""

from typing import Any

import httpx
import pytest

from engine.accounts.staff import create_staff
from engine.accounts.tokens import issue_shop_token
from engine.orders.past import past_passages
from engine.promises.record import Record
from engine.promises.service import promise_delivery
from engine.store import Database
from engine.store.types import utc_now
from tests.agent import Agent
from tests.api.conftest import PASSWORD
from tests.api.live_app import LiveApp
from tests.dialogue.waiting import wait_until
from tests.unit.engine.promises.shop import HOUR, furnish, under_way
from tests.visitor import Visitor
from web.core import promising

SECRET = "shop-secret-of-the-tests"


@pytest.fixture
def late(database: Database) -> Database:
    """Mei's order was promised when she placed it 85 hours ago; most of such orders have come by now."""
    now = utc_now()
    placed = now - 85 * HOUR
    with database.session() as session:
        hours = [*[48.0 + n / 10 for n in range(380)], *[150.0 + n for n in range(45)]]
        furnish(session, hours, now=now)
        under_way(session, placed).shipped_at = placed + 12 * HOUR
        session.flush()
        record = Record(past_passages(session, now))
        assert promise_delivery(
            session, record, "W7777777", "mei", conversation_id=None, message_id="m1", now=placed
        )
    return database


def signed(app: LiveApp, database: Database, name: str, role: str) -> Agent:
    email = f"{name.lower()}@example.com"
    with database.session() as session:
        create_staff(session, email, name, role, PASSWORD)
    return Agent(app.url, email, PASSWORD)


def send(agent: Agent, method: str, path: str) -> httpx.Response:
    return agent._http.request(method, f"/api/v1/{path}")


def test_the_open_widget_hears_of_it_and_the_desk_has_a_task(
    monkeypatch: pytest.MonkeyPatch, make_app: Any, late: Database
) -> None:
    monkeypatch.setattr(promising, "LOOK_EVERY", 0.2)
    app: LiveApp = make_app()
    mira = signed(app, late, "Mira", "agent")
    visitor = Visitor(app.url, token=issue_shop_token(SECRET, "mei"))
    visitor.connect()
    visitor.wait_for(lambda v: any("may come later" in m["text"] for m in v.messages.values()))
    wait_until(lambda: send(mira, "GET", "desk/promises").json()["tasks"], 10)
    [task] = send(mira, "GET", "desk/promises").json()["tasks"]
    assert (task["customer"], task["order_id"], task["state"]) == ("Mei Li", "W7777777", "open")
    assert task["told_at"] and task["renewed_due_at"] > task["due_at"]
    assert send(mira, "POST", f"desk/promises/{task['id']}/looked-into").json() == {"tasks": []}
    assert send(mira, "POST", "desk/promises/none/looked-into").status_code == 404
    mira.close()
    assert [m["author"] for m in visitor.messages.values() if "may come later" in m["text"]] == ["bot"]


def test_nobody_but_staff_sees_tasks(app: LiveApp, late: Database) -> None:
    assert httpx.get(f"{app.url}/api/v1/desk/promises").status_code == 401


def test_admins_see_promises_by_month_and_the_orders_behind_them(app: LiveApp, late: Database) -> None:
    mira, ada = signed(app, late, "Mira", "agent"), signed(app, late, "Ada", "admin")
    assert send(mira, "GET", "console/promises").status_code == 403
    found = send(ada, "GET", "console/promises").json()
    [month] = found["months"]
    assert (month["kind"], month["open"] + month["broken"], month["share"]) == ("delivery", 1, None)
    [one] = send(ada, "GET", f"console/promises/{month['month']}").json()["promises"]
    assert (one["order_id"], one["past"]) == ("W7777777", 425)
    assert send(ada, "GET", "console/promises/never").status_code == 422
    for agent in (mira, ada):
        agent.close()
