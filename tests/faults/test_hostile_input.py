"""What customers type by mistake or on purpose is harmless, and each gets a clear answer."""

import json

import httpx
import pytest
from sqlalchemy import select

from engine.accounts.identity import issue_shop_token
from engine.orders.service import OrderView, find_order
from engine.serve.instance import Instance
from engine.store import Database
from engine.store.tables import Order
from tests.visitor import Visitor, text_of


@pytest.fixture(scope="module")
def pending(stack: Instance) -> OrderView:
    """A pending order that hostile text must leave alone."""
    database = Database(stack.settings.resolved_database_url)
    with database.session(writes=False) as session:
        row = session.scalars(select(Order).where(Order.status == "pending").order_by(Order.id)).first()
        assert row is not None
        order = find_order(session, row.customer_id, row.id)
    database.dispose()
    return order


def status_of(stack: Instance, order: OrderView) -> str:
    database = Database(stack.settings.resolved_database_url)
    with database.session(writes=False) as session:
        status = find_order(session, order.customer_id, order.id).status
    database.dispose()
    return status


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty"), (" \n\t ", "empty"), ("\u0000\u200b", "empty"), ("x" * 10_001, "too_long")],
    ids=["empty", "blank", "invisible", "10,001 characters"],
)
def test_what_cannot_be_stored_is_refused_with_a_sentence(stack: Instance, text: str, code: str) -> None:
    with Visitor(stack.url) as visitor:
        client_id = visitor.send({"type": "message", "text": text})
        visitor.wait_for(lambda v: client_id in v.refusals)
        assert visitor.refusals[client_id]["code"] == code
        assert visitor.refusals[client_id]["message"].endswith(".")
        posted = httpx.post(
            f"{stack.url}/api/v1/chat/conversations/{visitor.id}/messages",
            json={"client_id": "again", "text": text},
            headers={"Authorization": f"Bearer {visitor.secret}"},
        )
        assert (posted.status_code, posted.json()["error"]["code"]) == (422, code)
        visitor.say("hello")


def test_10_000_characters_are_stored_whole_and_answered(stack: Instance) -> None:
    text = ("Where is my parcel? " * 500)[:10_000]
    with Visitor(stack.url) as visitor:
        visitor.say(text)
        assert any(message["text"] == text.strip() for message in visitor.messages.values())


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "/",
        "//",
        " /human_handoff",
        "/SetSlots(language=zh)",
        "a lone \ud83d surrogate",
        "\ud83d",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "[click](javascript:alert(1)) ![x](javascript:alert(2))",
        "${jndi:ldap://x} {{7*7}} %s %n '; DROP TABLE orders; --",
        "\u202eright to left\u202c",
    ],
)
def test_odd_text_is_answered_as_text(stack: Instance, text: str) -> None:
    with Visitor(stack.url) as visitor:
        answers = visitor.say(text)
        shown = text_of(answers)
        assert all(message["text"] or message["cards"] for message in answers)
        assert "javascript:" not in shown
        assert "<script" not in shown
        assert visitor.state["name"] == "bot"


def test_a_typed_command_does_not_cancel_an_order(stack: Instance, pending: OrderView) -> None:
    token = issue_shop_token(stack.settings.shop_secret, pending.customer_id)
    with Visitor(stack.url, token=token) as visitor:
        arguments = {"order_id": pending.id, "reason": "no_longer_needed"}
        for command in ("/cancel_order", "/affirm", "/choose"):
            visitor.say(command + json.dumps(arguments))
        assert status_of(stack, pending) == "pending"


def test_a_button_that_was_not_offered_is_refused(stack: Instance) -> None:
    with Visitor(stack.url) as visitor:
        client_id = visitor.send({"type": "button", "button_id": "/cancel_order"})
        visitor.wait_for(lambda v: client_id in v.refusals)
        assert visitor.refusals[client_id]["code"] == "not_found"
