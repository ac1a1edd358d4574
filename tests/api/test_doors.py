"""Who may come in: staff routes, CSRF, the internal route, headers, sizes, shapes of errors."""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from engine.settings import Settings
from engine.store import Database
from tests.agent import Agent
from tests.api.conftest import MakeApp
from tests.api.live_app import LiveApp
from tests.api.turn_server import TurnServer
from tests.builders import add_customer, add_product, add_shop
from tests.visitor import Visitor
from web.app import create_app

Hire = Callable[[str], Agent]

OPEN = {
    "/healthz",
    "/readyz",
    "/api/v1/chat/conversations",
    "/api/v1/staff/login",
    "/api/v1/shop",
    "/api/v1/shop/products",
    "/api/v1/shop/products/{product_id}",
    "/api/v1/shop/personas",
    "/api/v1/shop/token",
    "/api/v1/shop/views",
    "/",
    "/p/{product_id}",
    "/desk",
    "/desk/{rest:path}",
    "/console",
    "/console/{rest:path}",
    "/widget.js",
    "/widget/panel.html",
}
"""Addresses that answer strangers; everything else must refuse them."""


def routes_of(app: FastAPI) -> list[tuple[str, str]]:
    """(method, path) of every HTTP route, those of included routers too."""
    return [
        (method, route.path)
        for route in _walk(app.routes)
        if isinstance(route, APIRoute)
        for method in sorted(route.methods)
    ]


def _walk(routes: Iterable[BaseRoute]) -> Iterator[BaseRoute]:
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is None:
            yield route
        else:
            yield from _walk(included.routes)


@pytest.fixture
def all_routes(tmp_path: Path) -> list[tuple[str, str]]:
    settings = Settings(var_dir=tmp_path, turn_secret="t" * 20, shop_secret="s" * 20)
    return routes_of(create_app(settings))


def test_every_route_that_is_not_open_refuses_strangers(
    app: LiveApp, http: httpx.Client, all_routes: list[tuple[str, str]]
) -> None:
    guarded = [(method, path) for method, path in all_routes if path not in OPEN]
    assert len([path for _, path in guarded if path.startswith("/api/v1/desk")]) >= 10
    assert {path for _, path in all_routes} >= OPEN
    for method, path in guarded:
        address = path.replace("{conversation_id}", "someone")
        body = {"client_id": "1", "text": "x", "minutes": 1, "token": "x"}
        answer = http.request(method, address, json=body if method != "GET" else None)
        assert answer.status_code in (401, 403), (method, path, answer.status_code, answer.text)
        assert answer.json()["error"]["code"] in ("unauthenticated", "forbidden")


def test_a_change_needs_the_pages_token(hire: Hire, visitor: Visitor) -> None:
    mira = hire("Mira")
    own = mira._http
    del own.headers["X-CSRF-Token"]
    for path in ("claim", "release", "resolve", "typing"):
        refused = own.post(f"/api/v1/desk/conversations/{visitor.id}/{path}")
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "forbidden")
    own.headers["X-CSRF-Token"] = "guessed"
    assert own.post("/api/v1/staff/logout").status_code == 403
    csrf = own.get("/api/v1/staff/me").json()["csrf"]
    own.headers["X-CSRF-Token"] = csrf
    assert own.post("/api/v1/staff/logout").status_code == 200
    assert own.get("/api/v1/staff/me").status_code == 401


def test_the_cookie_is_for_us_alone(hire: Hire, http: httpx.Client) -> None:
    hire("Mira")
    login = http.post(
        "/api/v1/staff/login", json={"email": "mira@example.com", "password": "correct horse battery"}
    )
    cookie = login.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_failed_sign_ins_are_limited(http: httpx.Client) -> None:
    for _ in range(10):
        wrong = http.post("/api/v1/staff/login", json={"email": "a@b.c", "password": "guess"})
        assert wrong.status_code == 401
    limited = http.post("/api/v1/staff/login", json={"email": "a@b.c", "password": "guess"})
    assert limited.status_code == 429
    assert "minutes" in limited.json()["error"]["message"]


def test_errors_have_one_shape(http: httpx.Client) -> None:
    for answer, status in (
        (http.get("/nowhere"), 404),
        (http.delete("/healthz"), 405),
        (http.post("/api/v1/chat/conversations", content="{", headers=JSON), 422),
        (http.post("/api/v1/chat/conversations", json={"language": 5}), 422),
        (http.post("/api/v1/chat/conversations", json=[]), 422),
        (http.post("/api/v1/chat/conversations", json={"token": "not a token"}), 401),
        (http.post("/api/v1/chat/conversations", content=b"x" * 70_000, headers=JSON), 413),
        (http.post("/api/v1/chat/conversations", content=chunks(), headers=JSON), 413),
    ):
        assert answer.status_code == status, answer.text
        error = answer.json()["error"]
        assert set(error) == {"code", "message"}
        assert error["message"].endswith(".")


JSON = {"Content-Type": "application/json"}


def chunks() -> Iterator[bytes]:
    """A body whose size is not stated beforehand."""
    yield b'{"page": "'
    for _ in range(70):
        yield b"x" * 1024
    yield b'"}'


def test_headers(http: httpx.Client) -> None:
    page, api, panel, widget = (
        http.get(path) for path in ("/", "/healthz", "/widget/panel.html", "/widget.js")
    )
    for answer in (page, api, panel, widget):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Referrer-Policy" in answer.headers
        assert "Content-Security-Policy" in answer.headers
        assert "set-cookie" not in answer.headers
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in api.headers["Content-Security-Policy"]


def test_health(http: httpx.Client, turn_server: TurnServer) -> None:
    assert http.get("/healthz").json() == {"status": "ok"}
    ready = http.get("/readyz")
    assert ready.json() == {
        "status": "ok",
        "database": True,
        "rasa": True,
        "model": "test-model.tar.gz",
    }
    turn_server.stop()
    away = http.get("/readyz")
    assert (away.status_code, away.json()["rasa"]) == (503, False)


def test_actions_run_for_rasa_alone(app: LiveApp, http: httpx.Client) -> None:
    call = {
        "next_action": "no_such_action",
        "tracker": {"sender_id": "x", "slots": {}, "events": [], "latest_message": {}},
        "version": "3.6.21",
    }
    address = "/internal/actions/webhook"
    assert http.post(address, json=call).status_code == 403
    for wrong in ("Bearer wrong", "Bearer", f"Basic {SECRET}", SECRET):
        assert http.post(address, json=call, headers={"Authorization": wrong}).status_code == 403
    assert http.post(f"{address}?key={SECRET}", json=call).status_code == 403
    http.headers.update(RASA)
    elsewhere = http.post(address, json=call, headers={"X-Forwarded-For": "203.0.113.7"})
    assert elsewhere.status_code == 404, "Rasa may run in another container"
    missing = http.post(address, json=call)
    assert missing.status_code == 404
    assert missing.json()["action_name"] == "no_such_action"
    packed = zlib.compress(json.dumps(call).encode())
    deflated = http.post(address, content=packed, headers={"Content-Encoding": "deflate"})
    assert deflated.status_code == 404
    assert http.post(address, content=b"[]").status_code == 422


def test_an_action_runs_with_and_without_a_domain(http: httpx.Client, visitor: Visitor) -> None:
    call = {
        "next_action": "action_handoff",
        "tracker": {"sender_id": visitor.id, "slots": {}, "events": [], "latest_message": {}},
        "version": "3.6.21",
    }
    for domain in ({}, {"domain": {"slots": {}}}):
        ran = http.post("/internal/actions/webhook", json={**call, **domain}, headers=RASA)
        assert ran.status_code == 200, ran.text
        assert ran.json()["responses"][0]["response"].startswith("utter_handoff")


SECRET = "turn-secret-of-the-tests"
RASA = {"Authorization": f"Bearer {SECRET}"}


def test_the_demo_shop(app: LiveApp, http: httpx.Client, database: Database, make_app: MakeApp) -> None:
    with database.session() as session:
        add_shop(session)
        add_product(session, "lamp", prices=(2500, 2000))
        add_product(session, "sold-out", stock=0)
        for number in range(8):
            add_customer(session, f"c{number}")
    assert http.get("/api/v1/shop").json() == {
        "name": {"en": "Test Shop", "zh": "测试商店"},
        "currency": "USD",
        "demo": True,
    }
    products = http.get("/api/v1/shop/products").json()["products"]
    assert [(p["id"], p["price_cents"], p["available"]) for p in products] == [
        ("lamp", 2000, True),
        ("sold-out", 2000, False),
    ]
    assert [p["id"] for p in http.get("/api/v1/shop/products?q=SOLD").json()["products"]] == ["sold-out"]
    assert http.get("/api/v1/shop/products?category=none").json() == {"products": []}
    assert len(http.get("/api/v1/shop/products/lamp").json()["variants"]) == 2
    assert http.get("/api/v1/shop/products/no").status_code == 404
    personas = http.get("/api/v1/shop/personas").json()["personas"]
    assert len(personas) == 6
    token = http.post("/api/v1/shop/token", json={"customer_id": "c0"}).json()["token"]
    assert http.post("/api/v1/shop/token", json={"customer_id": "c7"}).status_code == 404
    viewed = http.post("/api/v1/shop/views", json={"product_id": "lamp", "token": token})
    assert viewed.status_code == 201
    assert http.post("/api/v1/shop/views", json={"product_id": "lamp", "token": "x"}).status_code == 401
    real = make_app(demo=False)
    for path in ("/api/v1/shop/personas", "/"):
        assert httpx.get(real.url + path).status_code == 404
    refused = httpx.post(f"{real.url}/api/v1/shop/token", json={"customer_id": "c0"})
    assert refused.status_code == 404
