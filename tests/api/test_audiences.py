"""Audiences over the wire: made and started by admins only, sent into the widget, measured."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select, update

from engine.accounts.staff import create_staff
from engine.accounts.tokens import issue_shop_token
from engine.audiences.sending import Rules
from engine.conversations.service import request_handoff
from engine.gaps.reports.choices import store_choices
from engine.store import Database
from engine.store.tables import AudienceMember
from engine.store.types import utc_now
from tests.agent import Agent
from tests.api.conftest import PASSWORD
from tests.api.live_app import LiveApp
from tests.builders import NOW, add_customer, add_event, add_product, add_shop
from tests.dialogue.waiting import wait_until
from tests.visitor import Visitor
from web.core import reaching

SECRET = "shop-secret-of-the-tests"
ROOT = "/api/v1/console/audiences"
BODY: dict[str, Any] = {
    "name": "Tea lovers",
    "filter": {"spent_min_cents": 1_000},
    "message": {"en": "New teas are here.", "zh": "新茶到了。"},
    "holdout": 0.05,
    "days": 14,
}


@pytest.fixture
def shop(database: Database) -> Database:
    with database.session() as session:
        add_shop(session)
        add_product(session)
        for n in range(10):
            add_customer(session, f"c{n}", email=f"c{n}@example.com")
            store_choices(session, f"c{n}", offers=n != 9)
            long_ago = NOW - timedelta(days=200)
            bought = add_event(session, "purchase", f"c{n}", "lamp", value=1, at=long_ago)
            bought.cents = 2_000 if n else 500
    return database


def signed(app: LiveApp, database: Database, name: str, role: str) -> Agent:
    email = f"{name.lower()}@example.com"
    with database.session() as session:
        create_staff(session, email, name, role, PASSWORD)
    return Agent(app.url, email, PASSWORD)


@pytest.fixture
def ada(app: LiveApp, shop: Database) -> Iterator[Agent]:
    agent = signed(app, shop, "Ada", "admin")
    yield agent
    agent.close()


def send(agent: Agent, method: str, path: str, body: Any = None) -> httpx.Response:
    return agent._http.request(method, f"{ROOT}{path}", json=body)


def test_only_admins_see_and_change_audiences(app: LiveApp, shop: Database, ada: Agent) -> None:
    mira = signed(app, shop, "Mira", "agent")
    for method, path in (
        ("GET", ""),
        ("POST", "/preview"),
        ("POST", ""),
        ("POST", "/x/start"),
        ("DELETE", "/x"),
    ):
        assert send(mira, method, path, BODY if method == "POST" else None).status_code == 403
    mira.close()
    assert send(ada, "GET", "").status_code == 200


def test_a_preview_counts_who_fits_and_why_others_are_not_written_to(ada: Agent) -> None:
    found = send(ada, "POST", "/preview", {"spent_min_cents": 1_000}).json()
    assert found == {"customers": 10, "fitting": 9, "barred": {"consent": 1}, "reachable": 8}
    refused = send(ada, "POST", "/preview", {"churn_min": 0.9, "churn_max": 0.1})
    assert refused.status_code == 422
    assert "fits nobody" in refused.json()["error"]["message"]
    assert send(ada, "POST", "/preview", {"age": 3}).status_code == 422


def test_a_draft_is_changed_thrown_away_or_started_and_what_ran_stays(ada: Agent) -> None:
    made = send(ada, "POST", "", BODY).json()
    assert (made["state"], made["result"]) == ("draft", None)
    assert send(ada, "PUT", f"/{made['id']}", {**BODY, "name": "Tea"}).json()["name"] == "Tea"
    assert send(ada, "POST", "", {**BODY, "holdout": 0}).status_code == 422
    assert send(ada, "DELETE", f"/{made['id']}").status_code == 200
    assert send(ada, "POST", f"/{made['id']}/start").status_code == 404
    second = send(ada, "POST", "", BODY).json()["id"]
    assert send(ada, "POST", f"/{second}/start").json()["state"] == "running"
    for method, path, body in (("PUT", "", BODY), ("DELETE", "", None), ("POST", "/start", None)):
        assert send(ada, method, f"/{second}{path}", body).status_code == 409
    assert send(ada, "POST", f"/{second}/stop").json()["state"] == "stopped"
    (listed,) = send(ada, "GET", "").json()["audiences"]
    assert listed["result"]["uplift"]["verdict"] == "not_enough"


def test_a_running_audience_reaches_the_open_widget_once_and_never_beside_a_person(
    monkeypatch: pytest.MonkeyPatch, make_app: Any, shop: Database
) -> None:
    monkeypatch.setattr(reaching, "LOOK_EVERY", 0.2)
    app: LiveApp = make_app(quiet_from=0, quiet_to=0)
    ada = signed(app, shop, "Ada", "admin")
    audience = send(ada, "POST", "", BODY).json()["id"]
    visitors = [Visitor(app.url, token=issue_shop_token(SECRET, f"c{n}")) for n in range(1, 10)]
    helped = visitors[0]
    with shop.session() as session:
        request_handoff(session, helped.id, "asked")
    for visitor in visitors:
        visitor.connect()
    send(ada, "POST", f"/{audience}/start")

    def entered() -> dict[str, AudienceMember]:
        with shop.session(writes=False) as session:
            return {one.customer_id: one for one in session.scalars(select(AudienceMember))}

    wait_until(lambda: len(entered()) == 7, 20)
    told = sorted(id_ for id_, one in entered().items() if one.arm == "told")
    assert not {"c0", "c1", "c9"} & set(entered()), "does not fit, with a person, without consent"
    for n in (int(id_[1:]) for id_ in told):
        visitor = visitors[n - 1]
        visitor.wait_for(lambda v: any("New teas" in m["text"] for m in v.messages.values()))
        (arrived,) = [m for m in visitor.messages.values() if "New teas" in m["text"]]
        assert arrived["author"] == "bot"
        assert [button["title"] for button in arrived["buttons"]] == ["Suggest something"]
    # Fifteen days later somebody has bought.
    with shop.session() as session:
        session.execute(update(AudienceMember).values(entered_at=utc_now() - timedelta(days=15)))
        add_event(session, "purchase", told[0], "lamp", at=utc_now() - timedelta(days=2), value=1)
    result = send(ada, "GET", "").json()["audiences"][0]["result"]
    assert (result["uplift"]["told"]["bought"], result["running"]) == (1, 0)
    assert result["told"] + result["held"] == 7
    for visitor in visitors:
        visitor.disconnect()
    ada.close()


def test_the_rules_of_sending_come_from_the_settings(app: LiveApp) -> None:
    rules = Rules.of(app.settings)
    assert (rules.time_zone, rules.quiet_from, rules.quiet_to, rules.cap_days) == ("", 21, 9, 7.0)
