"""What we know about you: only for the customer, all of it, and theirs to change."""

from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import select

from engine.accounts.tokens import issue_shop_token
from engine.events.log import append
from engine.gaps.reports.service import tell
from engine.gaps.reports.taking import collect
from engine.gaps.service_quality.asking import note_asked, take
from engine.store import Database
from engine.store.tables import Event, Report, ServiceAnswer
from tests.api.live_app import LiveApp
from tests.builders import NOW, add_customer, add_event, add_product, add_shop
from tests.visitor import Visitor

SECRET = "shop-secret-of-the-tests"


@pytest.fixture
def shop(database: Database) -> Database:
    with database.session() as session:
        add_shop(session)
        add_product(session, "lamp", category="lighting")
        add_product(session, "kettle", category="kitchen", prices=(9000,))
        for id_ in ("mei", "bo"):
            add_customer(session, id_, email=f"{id_}@example.com")
        add_event(session, "purchase", "mei", "lamp", value=1)
        tell(session, "mei", "category", "kitchen", source="chat", at=NOW)
        tell(session, "mei", "budget", "5000", source="onboarding", at=NOW)
        tell(session, "bo", "style", "secret of bo", at=NOW)
    return database


class Page:
    """The page of one conversation over HTTP."""

    def __init__(self, app: LiveApp, visitor: Visitor) -> None:
        self._client = httpx.Client(headers={"Authorization": f"Bearer {visitor.secret}"}, timeout=20)
        self._url = f"{app.url}/api/v1/chat/conversations/{visitor.id}/about-you"

    def __call__(self, method: str = "GET", path: str = "", body: object = None) -> httpx.Response:
        return self._client.request(method, f"{self._url}{path}", json=body)

    def close(self) -> None:
        self._client.close()


@pytest.fixture
def mei(shop: Database, app: LiveApp) -> Iterator[Page]:
    page = Page(app, Visitor(app.url, token=issue_shop_token(SECRET, "mei")))
    yield page
    page.close()


@pytest.fixture
def stranger(shop: Database, app: LiveApp) -> Iterator[Page]:
    page = Page(app, Visitor(app.url))
    yield page
    page.close()


def report_of(database: Database, customer: str, kind: str) -> str:
    with database.session(writes=False) as session:
        query = select(Report.id).where(Report.customer_id == customer, Report.kind == kind)
        return session.scalars(query.order_by(Report.said_at.desc())).first() or ""


def test_the_customer_reads_what_they_said_with_source_time_and_use(mei: Page) -> None:
    page = mei().json()
    assert page["proven"]
    said = {one["kind"]: one for one in page["said"]}
    assert set(said) == {"category", "budget"}, "and nothing of anybody else"
    assert said["category"]["label"] == {"en": "Kitchen", "zh": "kitchen"}
    assert said["budget"]["label"]["en"] == "$50.00"
    assert (said["budget"]["source"], said["budget"]["confidence"]) == ("onboarding", 0.9)
    assert said["budget"]["said_at"].startswith("2026-11-20T12:00")
    assert all(one["used"]["en"] and one["used"]["zh"] for one in page["said"])
    assert page["choices"] == {
        "keep": True,
        "ask": True,
        "personalise": True,
        "offers": False,
    }
    (taste,) = page["inferred"]
    assert taste["code"] == "taste"
    assert "Lighting (100%)" in taste["text"]["en"]
    assert taste["why"]["zh"]


def test_a_visitor_sees_nothing_and_changes_nothing(shop: Database, stranger: Page) -> None:
    assert stranger().json() == {"proven": False}
    theirs = report_of(shop, "mei", "budget")
    for method, path, body in (
        ("PUT", f"/said/{theirs}", {"value": "1"}),
        ("DELETE", f"/said/{theirs}", None),
        ("PUT", "/choices", {"keep": False}),
    ):
        refused = stranger(method, path, body)
        assert refused.status_code == 403, path
        assert "order number" in refused.json()["error"]["message"], "with the way out"
    assert report_of(shop, "mei", "budget") == theirs


def test_another_customers_statements_cannot_be_reached(shop: Database, mei: Page) -> None:
    theirs = report_of(shop, "bo", "style")
    assert mei("PUT", f"/said/{theirs}", {"value": "mine now"}).status_code == 404
    assert mei("DELETE", f"/said/{theirs}").status_code == 404
    mei("PUT", "/choices", {"keep": False})
    with shop.session(writes=False) as session:
        row = session.get_one(Report, theirs)
        assert (row.value, row.state) == ("secret of bo", "current")


def test_a_wrong_or_missing_secret_opens_no_page(app: LiveApp, shop: Database) -> None:
    token = issue_shop_token(SECRET, "mei")
    mine, other = Visitor(app.url, token=token), Visitor(app.url)
    url = f"{app.url}/api/v1/chat/conversations/{mine.id}/about-you"
    for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": f"Bearer {other.secret}"}):
        for method in ("GET", "PUT", "DELETE"):
            path = "" if method == "GET" else f"/said/{report_of(shop, 'mei', 'budget')}"
            body = {"value": "1"} if method == "PUT" else None
            assert httpx.request(method, url + path, headers=headers, json=body).status_code == 401


def test_edit_delete_and_choices_act_at_once(shop: Database, mei: Page) -> None:
    budget = report_of(shop, "mei", "budget")
    page = mei("PUT", f"/said/{budget}", {"value": "12000"}).json()
    said = {one["kind"]: one for one in page["said"]}
    assert (said["budget"]["label"]["en"], said["budget"]["source"]) == ("$120.00", "customer")
    assert mei("PUT", f"/said/{said['budget']['id']}", {"value": "a lot"}).status_code == 422
    page = mei("DELETE", f"/said/{said['budget']['id']}").json()
    assert [one["kind"] for one in page["said"]] == ["category"]
    assert mei("PUT", "/choices", {"ask": False}).json()["choices"] == {
        "keep": True,
        "ask": False,
        "personalise": True,
        "offers": False,
    }
    page = mei("PUT", "/choices", {"keep": False}).json()
    assert (page["said"], page["choices"]["keep"]) == ([], False)
    with shop.session(writes=False) as session:
        left = session.scalars(select(Event.data).where(Event.customer_id == "mei", Event.type == "report"))
        assert all("kitchen" not in str(data) for data in left), "the log has forgotten the words too"


def test_what_they_said_of_the_service_is_shown_and_theirs_to_remove(shop: Database, mei: Page) -> None:
    with shop.session() as session:
        for customer in ("mei", "bo"):
            key = f"{customer}:survey"
            note_asked(session, customer, "empathy", key=key, conversation_id="c-1")
            take(session, customer, "c-1", "empathy", half="expected", level="5")
            take(session, customer, "c-1", "empathy", half="experienced", level="3")
    (mine,) = mei().json()["service"]
    assert (mine["expected"], mine["experienced"], mine["source"]) == (5, 3, "chat")
    assert mine["name"]["zh"] == "用心倾听"
    assert mei("DELETE", "/service/bo:survey").status_code == 404
    assert mei("DELETE", f"/service/{mine['id']}").json()["service"] == []
    with shop.session(writes=False) as session:
        assert session.get_one(ServiceAnswer, "mei:survey").experienced is None
        assert session.get_one(ServiceAnswer, "bo:survey").experienced == 3


def test_ten_thousand_statements_make_a_page_that_says_so(shop: Database, mei: Page) -> None:
    with shop.session() as session:
        append(
            session, "report", "mei", data={"style": [f"style {n}" for n in range(10_000)]}, event_id="many"
        )
        collect(session)
    page = mei().json()
    assert (len(page["said"]), page["said_in_all"]) == (200, 10_002)
