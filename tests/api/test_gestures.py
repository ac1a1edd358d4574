"""A small gesture over the wire: proposed at the desk, granted once, told in the open widget."""

import httpx
import pytest

from engine.accounts.staff import create_staff
from engine.accounts.tokens import issue_shop_token
from engine.store import Database
from engine.store.types import utc_now
from tests.agent import Agent
from tests.api.conftest import PASSWORD
from tests.api.live_app import LiveApp
from tests.builders import add_product, add_shop
from tests.let_down import let_down
from tests.visitor import Visitor

SECRET = "shop-secret-of-the-tests"


@pytest.fixture
def talk(database: Database) -> str:
    with database.session() as session:
        add_shop(session)
        add_product(session)
        return let_down(session, "mei", utc_now(), promises=2)


def signed(app: LiveApp, database: Database, name: str, role: str) -> Agent:
    with database.session() as session:
        create_staff(session, f"{name}@example.com", name.title(), role, PASSWORD)
    return Agent(app.url, f"{name}@example.com", PASSWORD)


def test_one_agent_grants_the_customer_hears_it_and_the_other_is_too_late(
    app: LiveApp, database: Database, talk: str
) -> None:
    visitor = Visitor(app.url, token=issue_shop_token(SECRET, "mei"))
    visitor.connect()
    mira, ada = signed(app, database, "mira", "agent"), signed(app, database, "ada", "admin")
    url = f"/api/v1/desk/conversations/{visitor.id}/gesture"
    assert httpx.get(app.url + url).status_code == 401
    card = mira._http.get(url).json()
    assert (card["gesture"]["reason"], card["gesture"]["count"], card["left"]) == (
        "broken_promise",
        2,
        20_000,
    )
    body = {"gesture_id": card["gesture"]["id"], "grant": True}
    after = mira._http.post(url, json=body).json()
    assert (after["gesture"]["state"], after["gesture"]["by"], after["left"]) == ("granted", "Mira", 19_400)
    visitor.wait_for(lambda v: any("We refund $6.00" in m["text"] for m in v.messages.values()))
    assert ada._http.post(url, json=body).status_code == 409
    other = f"/api/v1/desk/conversations/{talk}/gesture"
    assert ada._http.get(other).json()["gesture"]["id"] != body["gesture_id"], "the second promise is left"
    page = ada._http.get("/api/v1/console/service-quality/gestures").json()
    assert (page["budget"], page["months"][0]["granted"], page["granted"][0]["by"]) == (20_000, 1, "Mira")
    assert mira._http.get("/api/v1/console/service-quality/gestures").status_code == 403
    for agent in (mira, ada):
        agent.close()
