"""The console's Review and Trends over the wire."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from engine.accounts.staff import create_staff
from engine.events.history import read_history
from engine.mining.rebuild import rebuild_mining
from engine.store import Database
from tests.agent import Agent
from tests.api.conftest import PASSWORD
from tests.api.live_app import LiveApp
from tests.builders import NOW, add_customer, add_event, add_product, add_shop


def signed(app: LiveApp, database: Database, name: str, role: str) -> Agent:
    email = f"{name.lower()}@example.com"
    with database.session() as session:
        create_staff(session, email, name, role, PASSWORD)
    return Agent(app.url, email, PASSWORD)


@pytest.fixture
def ada(app: LiveApp, database: Database) -> Iterator[Agent]:
    agent = signed(app, database, "Ada", "admin")
    yield agent
    agent.close()


@pytest.fixture
def mira(app: LiveApp, database: Database) -> Iterator[Agent]:
    agent = signed(app, database, "Mira", "agent")
    yield agent
    agent.close()


@pytest.fixture
def mined(database: Database) -> None:
    """Forty days of orders of lamp and bulb, and one of 9,000 rugs."""
    with database.session() as session:
        add_shop(session, currency="EUR")
        for product in ("lamp", "bulb", "mug", "rug"):
            add_product(session, product)
        add_customer(session)
        for n in range(80):
            for product in ("lamp", "bulb") if n % 2 else ("mug",):
                at = NOW - timedelta(days=n // 2)
                event = add_event(session, "purchase", "mei", product, at=at, value=1.0)
                event.order_id, event.cents = f"W{n}", 2000 + 10 * n
        event = add_event(session, "purchase", "mei", "rug", at=NOW, value=9000.0)
        event.order_id, event.cents = "W-slip", 9_000_000
    with database.session(writes=False) as session:
        history = read_history(session)
    rebuild_mining(database, history, now=NOW)


def get(agent: Agent, path: str, **query: str | int) -> dict[str, object]:
    answer = agent._http.get(f"/api/v1/console/{path}", params=query)
    assert answer.is_success, answer.text
    return answer.json()


def test_agents_are_refused(mira: Agent) -> None:
    for method, path in (
        ("GET", "review"),
        ("GET", "review/nothing/evidence"),
        ("POST", "review/nothing"),
        ("GET", "trends/forecasts"),
        ("GET", "trends/rules"),
    ):
        body = {"state": "cleared"} if method == "POST" else None
        assert mira._http.request(method, f"/api/v1/console/{path}", json=body).status_code == 403, path


def test_before_the_first_rebuild_there_is_nothing_and_it_says_so(ada: Agent) -> None:
    assert get(ada, "review")["looked_at"] is None
    assert get(ada, "trends/forecasts") == {"series": [], "run": None, "currency": "USD"}
    assert get(ada, "trends/rules") == {"rules": [], "total": 0, "run": None}


def test_an_item_from_the_list_to_a_word_on_it(ada: Agent, mined: None) -> None:
    found = get(ada, "review")
    [item] = found["items"]  # pyright: ignore[reportGeneralTypeIssues]
    assert (item["order_id"], item["customer"], item["state"]) == ("W-slip", "Mei Li", "open")
    assert item["reasons"][0]["en"].startswith("The order is worth €90,000.00")
    assert found["reasons"] == {"order_value": 1}
    evidence = get(ada, f"review/{item['id']}/evidence")
    assert evidence["currency"] == "EUR"
    assert [(one["product"]["en"], one["pieces"]) for one in evidence["lines"]] == [("Rug", 9000)]  # pyright: ignore
    address = f"/api/v1/console/review/{item['id']}"
    assert ada._http.post(address, json={"state": "confirmed"}).status_code == 422
    done = ada._http.post(address, json={"state": "cleared", "note": "a hotel"}).json()
    assert (done["state"], done["decided_by"], done["note"]) == ("cleared", "Ada", "a hotel")
    assert get(ada, "review")["states"] == {"open": 0, "cleared": 1, "confirmed": 0}
    assert get(ada, "review", state="cleared", reason="velocity")["total"] == 0
    assert ada._http.get("/api/v1/console/review", params={"state": "lost"}).status_code == 422
    assert ada._http.post("/api/v1/console/review/nothing", json={"state": "open"}).status_code == 404


def test_forecasts_and_rules(ada: Agent, mined: None) -> None:
    told = get(ada, "trends/forecasts")
    series = {one["name"]: one for one in told["series"]}  # pyright: ignore
    assert list(series) == ["revenue", "orders"]
    assert (series["revenue"]["step"], len(series["revenue"]["points"])) == ("day", 14)
    assert told["run"]["window_until"] == NOW.isoformat()  # pyright: ignore
    rules = get(ada, "trends/rules", order="lift", q="bulb")
    sides = {(one["antecedents"][0]["id"], one["consequent"]["name"]["en"]) for one in rules["rules"]}  # pyright: ignore
    assert sides == {("lamp", "Bulb"), ("bulb", "Lamp")}
    assert get(ada, "trends/rules", q="mug")["total"] == 0
    assert ada._http.get("/api/v1/console/trends/rules", params={"order": "magic"}).status_code == 422
