"""Events that a shop's server sends, over the wire."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from sqlalchemy import func, select

from engine.accounts.merge import merge
from engine.accounts.tokens import issue_server_token, issue_shop_token
from engine.gaps.reports.service import reports_of
from engine.store import Database
from engine.store.tables import Customer, Event
from tests.api.live_app import LiveApp
from tests.builders import add_customer, add_product

VIEW = {"id": "v1", "type": "view", "customer_id": "mei", "product_id": "lamp", "at": "2026-03-01T09:00:00"}
BOUGHT = {
    "id": "p1",
    "type": "purchase",
    "customer_id": "mei",
    "product_id": "lamp",
    "at": "2026-03-02T09:00:00+08:00",
    "value": 2,
    "cents": 5000,
    "order_id": "W1",
}


@pytest.fixture
def shop(app: LiveApp, database: Database) -> Iterator[httpx.Client]:
    """The shop's server, with its token."""
    with database.session() as session:
        add_product(session)
        add_customer(session)
    token = issue_server_token(app.settings.shop_secret, "till")
    with httpx.Client(base_url=app.url, headers={"Authorization": f"Bearer {token}"}, timeout=20) as client:
        yield client


def send(shop: httpx.Client, *events: Any, **more: Any) -> dict[str, Any]:
    answer = shop.post("/api/v1/events", json={"events": events, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_events_are_taken_once(shop: httpx.Client, database: Database) -> None:
    assert send(shop, VIEW, BOUGHT, VIEW) == {"accepted": 2, "known": 1, "rejected": []}
    assert send(shop, {**VIEW, "product_id": None, "type": "search"}, BOUGHT)["known"] == 2
    with database.session(writes=False) as session:
        assert session.get_one(Event, "v1").type == "view"
        bought = session.get_one(Event, "p1")
        assert (bought.at, bought.value, bought.cents, bought.order_id) == (
            datetime(2026, 3, 2, 1, tzinfo=UTC),
            2.0,
            5000,
            "W1",
        )


def test_one_bad_event_does_not_hold_up_the_others(shop: httpx.Client, database: Database) -> None:
    bad: list[tuple[Any, str]] = [
        ("no object", "valid dictionary"),
        ({"type": "view"}, "id: Field required"),
        ({**VIEW, "id": "x" * 121}, "id: String should have at most 120 characters"),
        ({**VIEW, "id": "a\0b"}, "control characters"),
        ({**VIEW, "id": "b1", "type": "jump"}, "type: Value error, there is no such type; there are: click"),
        ({**VIEW, "id": "b2", "at": "yesterday"}, "is not a moment"),
        ({**VIEW, "id": "b3", "at": "2999-01-01"}, "lies ahead of now"),
        ({**VIEW, "id": "b4", "product_id": "cake"}, "there is no product cake"),
        ({**VIEW, "id": "b5", "product_id": None}, "a view needs a product_id"),
        (
            {**VIEW, "id": "b6", "customer_id": "nobody"},
            "there is no customer nobody: import customers first",
        ),
        ({**BOUGHT, "id": "b7", "value": 1.5}, "a whole number of pieces"),
        ({**BOUGHT, "id": "b8", "cents": -1}, "cents: Input should be greater than or equal to 0"),
        ({**BOUGHT, "id": "b9", "cents": 10**30}, "cents: "),
        ({**VIEW, "id": "b10", "type": "rating", "value": 6}, "1 to 5 stars"),
        ({**VIEW, "id": "b11", "type": "report"}, "data that say what was reported"),
        ({**VIEW, "id": "b12", "data": {"x": "y" * 5000}}, "larger than 4096 bytes"),
        ({**VIEW, "id": "b13", "data": {"x": "\0"}}, "U+0000"),
        ({**VIEW, "id": "b14", "colour": "red"}, "colour: Extra inputs are not permitted"),
    ]
    answer = send(shop, *(event for event, _ in bad), VIEW)
    assert answer["accepted"] == 1
    assert [refused["index"] for refused in answer["rejected"]] == list(range(len(bad)))
    for refused, (event, reason) in zip(answer["rejected"], bad, strict=True):
        assert reason in refused["reason"]
        assert refused["id"] == (event.get("id") if isinstance(event, dict) else None)
    with database.session(writes=False) as session:
        assert session.scalars(select(Event.id)).all() == ["v1"]


def test_unknown_customers_are_made_where_the_sender_says_so(shop: httpx.Client, database: Database) -> None:
    both = ({**VIEW, "customer_id": "new"}, {**VIEW, "id": "v2", "customer_id": "new"})
    assert send(shop, *both, unknown_customers="create")["accepted"] == 2
    assert send(shop, {**VIEW, "id": "v3", "customer_id": None})["accepted"] == 1
    with database.session(writes=False) as session:
        assert session.get_one(Customer, "new").attributes == {"source": "api"}
        assert session.get_one(Event, "v3").customer_id is None


def test_a_merged_customers_events_go_to_the_kept_one(shop: httpx.Client, database: Database) -> None:
    with database.session() as session:
        add_customer(session, "mei-till")
        merge(session, "mei", "mei-till", "system")
    assert send(shop, {**VIEW, "customer_id": "mei-till"})["accepted"] == 1
    with database.session(writes=False) as session:
        assert session.get_one(Event, "v1").customer_id == "mei"


def test_a_thousand_at_once_and_no_more(shop: httpx.Client, database: Database) -> None:
    many = [{**VIEW, "id": f"n{n}"} for n in range(1000)]
    assert send(shop, *many)["accepted"] == 1000
    for wrong in ([*many, VIEW], []):
        refused = shop.post("/api/v1/events", json={"events": wrong})
        assert (refused.status_code, refused.json()["error"]["code"]) == (422, "invalid")
    with database.session(writes=False) as session:
        assert session.scalar(select(func.count()).select_from(Event)) == 1000
    assert shop.post("/api/v1/events", content=b"x" * 1_100_000).status_code == 413


def test_only_the_shops_server_may_send(app: LiveApp, shop: httpx.Client) -> None:
    secret = app.settings.shop_secret
    now = datetime.now(UTC)
    claims = {"aud": "attune-events", "sub": "till", "iat": int(now.timestamp())}
    forever = {**claims, "exp": int((now + timedelta(days=30)).timestamp())}
    wrong = {
        "none": "",
        "a customer's": f"Bearer {issue_shop_token(secret, 'mei')}",
        "another secret's": f"Bearer {issue_server_token('another-secret-of-some-length')}",
        "an old one": f"Bearer {issue_server_token(secret, minutes=-5)}",
        "one for ever": f"Bearer {jwt.encode({'alg': 'HS256'}, forever, OctKey.import_key(secret))}",
        "the secret itself": f"Bearer {secret}",
    }
    for name, header in wrong.items():
        refused = httpx.post(
            f"{app.url}/api/v1/events", json={"events": [VIEW]}, headers={"Authorization": header}
        )
        assert (refused.status_code, refused.json()["error"]["code"]) == (401, "unauthenticated"), name


def test_imported_reports_are_statements_at_once_with_source_time_and_confidence(
    shop: httpx.Client, database: Database
) -> None:
    report = {"type": "report", "customer_id": "mei", "at": "2026-03-01T09:00:00"}
    told = send(
        shop,
        {**report, "id": "r1", "data": {"category": ["lighting"], "budget": 5000, "source": "survey"}},
        {**report, "id": "r2", "data": {"style": "plain", "confidence": 0.3}},
        {**report, "id": "r3", "data": {"brand": "acme", "confidence": 7, "source": "our crm"}},
    )
    assert told["accepted"] == 3
    with database.session(writes=False) as session:
        kept = {one.kind: one for one in reports_of(session, "mei")}
    assert {kind: (one.source, one.confidence) for kind, one in kept.items()} == {
        "category": ("survey", 0.8),
        "budget": ("survey", 0.8),
        "style": ("import", 0.3),
        "brand": ("import", 0.6),
    }
    assert {one.said_at for one in kept.values()} == {datetime(2026, 3, 1, 9, tzinfo=UTC)}
