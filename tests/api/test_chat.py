"""A customer's chat: answered once, in order, whatever the wire does."""

import json

import httpx
import pytest
from sqlalchemy import select
from websockets.sync.client import connect

from engine.store import Database
from engine.store.tables import Message
from tests.api.conftest import MakeApp
from tests.api.live_app import LiveApp
from tests.api.turn_server import TurnServer, said
from tests.visitor import Visitor


def rows_of(database: Database, conversation_id: str) -> list[Message]:
    with database.session(writes=False) as session:
        return list(
            session.scalars(
                select(Message).where(Message.conversation_id == conversation_id).order_by(Message.seq)
            )
        )


def test_a_message_is_acknowledged_and_answered(visitor: Visitor, turn_server: TurnServer) -> None:
    answers = visitor.say("hello", until="echo: hello")
    assert [message["author"] for message in answers] == ["bot"]
    asked = turn_server.asked[0]
    assert asked["conversation"] == visitor.id
    assert asked["text"] == "hello"
    assert asked["payload"] is None
    assert asked["metadata"] == {"language": "en"}


def test_what_was_understood_is_kept_beside_the_message(visitor: Visitor, database: Database) -> None:
    visitor.say("hello", until="echo")
    asked, answer = rows_of(database, visitor.id)
    assert asked.nlu is not None
    assert asked.nlu["intent"]["name"] == "greet"
    assert asked.nlu["actions"] == ["utter_greet"]
    assert answer.reply_to == asked.id


def test_messages_sent_at_once_are_answered_one_after_the_other(
    visitor: Visitor, turn_server: TurnServer
) -> None:
    for number in range(12):
        visitor.send({"type": "message", "text": f"number {number}"})
    visitor.wait_for(lambda v: sum(m["author"] == "bot" for m in v.messages.values()) == 12)
    assert [r["text"] for r in turn_server.asked] == [f"number {n}" for n in range(12)]
    seqs = sorted(visitor.messages)
    assert seqs == list(range(1, 25))
    bot = [m["text"] for _, m in sorted(visitor.messages.items()) if m["author"] == "bot"]
    assert bot == [f"echo: number {n}" for n in range(12)]


def test_sending_again_stores_and_answers_once(
    visitor: Visitor, turn_server: TurnServer, database: Database
) -> None:
    for _ in range(3):
        visitor.send({"type": "message", "client_id": "same", "text": "hello"})
    visitor.say("second", until="echo: second")
    asked = [row.client_id for row in rows_of(database, visitor.id) if row.author == "customer"]
    assert asked.count("same") == 1
    assert len(asked) == 2
    assert len(turn_server.asked) == 2
    assert visitor.acknowledged["same"] == 1


def test_a_button_sends_its_payload_and_no_other_can_be_pressed(
    app: LiveApp, visitor: Visitor, turn_server: TurnServer
) -> None:
    offer = {"text": "Which?", "buttons": [{"title": "Yes", "payload": '/affirm{"confirm": "x"}'}]}
    turn_server.script = lambda request: said(offer if request["payload"] is None else "done")
    visitor.say("cancel it", until="Yes")
    button = visitor.button("Yes")
    assert "affirm" not in json.dumps(visitor.messages)
    visitor.press("Yes", until="done")
    assert turn_server.asked[-1]["payload"] == '/affirm{"confirm": "x"}'
    assert turn_server.asked[-1]["text"] == "Yes"
    with Visitor(app.url) as stranger:
        refused = post(stranger, app, {"client_id": "1", "button_id": button})
        assert refused.status_code == 404
        assert refused.json()["error"]["code"] == "not_found"


def test_buttons_of_cards_are_opaque_too(visitor: Visitor, turn_server: TurnServer) -> None:
    card = {
        "kind": "product",
        "id": "lamp",
        "title": "Lamp",
        "buttons": [{"title": "More like this", "payload": '/recommend_similar{"product_id": "lamp"}'}],
    }
    turn_server.script = lambda request: said(
        {"text": "Look", "buttons": [], "custom": {"cards": [card]}} if not request["payload"] else "similar"
    )
    visitor.say("show me", until="Lamp")
    assert "recommend_similar" not in json.dumps(visitor.messages)
    visitor.press("More like this", until="similar")


def post(visitor: Visitor, app: LiveApp, body: dict[str, object], token: str | None = None) -> httpx.Response:
    return httpx.post(
        f"{app.url}/api/v1/chat/conversations/{visitor.id}/messages",
        json=body,
        headers={"Authorization": f"Bearer {token or visitor.secret}"},
    )


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("", 422, "empty"),
        (" \t\n\u3000\u200b ", 422, "empty"),
        ("\x00\x01", 422, "empty"),
        ("x" * 10_001, 422, "too_long"),
        ("x" * 70_000, 413, "too_large"),
    ],
)
def test_what_cannot_be_sent_is_refused_with_a_sentence(
    app: LiveApp, visitor: Visitor, text: str, status: int, code: str
) -> None:
    refused = post(visitor, app, {"client_id": "1", "text": text})
    assert (refused.status_code, refused.json()["error"]["code"]) == (status, code)
    assert refused.json()["error"]["message"].endswith(".")


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("/restart", "/restart"),
        ("a\x00b\x07c\td", "abc\td"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("two\r\nlines", "two\nlines"),
        ("你好，我的订单呢？", "你好，我的订单呢？"),
    ],
)
def test_text_is_stored_as_text(app: LiveApp, visitor: Visitor, text: str, stored: str) -> None:
    accepted = post(visitor, app, {"client_id": "1", "text": text})
    assert accepted.status_code == 202
    assert accepted.json()["message"]["text"] == stored


def test_a_lone_surrogate_is_replaced(app: LiveApp, visitor: Visitor) -> None:
    body = b'{"client_id": "1", "text": "broken \\ud83d emoji"}'
    accepted = httpx.post(
        f"{app.url}/api/v1/chat/conversations/{visitor.id}/messages",
        content=body,
        headers={"Authorization": f"Bearer {visitor.secret}", "Content-Type": "application/json"},
    )
    assert accepted.json()["message"]["text"] == "broken \ufffd emoji"
    visitor.say("and on", until="echo: and on")


def test_a_long_message_is_stored_whole_and_cut_for_the_turn(
    visitor: Visitor, turn_server: TurnServer, database: Database
) -> None:
    visitor.say("y" * 10_000, until="echo")
    assert len(rows_of(database, visitor.id)[0].text) == 10_000
    assert len(turn_server.asked[0]["text"]) == 2_000


def test_another_conversations_token_is_refused(app: LiveApp, visitor: Visitor) -> None:
    with Visitor(app.url) as other:
        refused = post(visitor, app, {"client_id": "1", "text": "hi"}, token=other.secret)
        assert refused.status_code == 401
        read = httpx.get(
            f"{app.url}/api/v1/chat/conversations/{visitor.id}/messages",
            headers={"Authorization": f"Bearer {other.secret}"},
        )
        assert read.status_code == 401
    unknown = httpx.get(
        f"{app.url}/api/v1/chat/conversations/0/messages", headers={"Authorization": "Bearer x"}
    )
    assert unknown.json() == read.json()
    without = httpx.get(f"{app.url}/api/v1/chat/conversations/{visitor.id}/messages")
    assert without.status_code == 401


def test_after_a_break_the_socket_tells_what_was_missed(visitor: Visitor, app: LiveApp) -> None:
    visitor.say("one", until="echo: one")
    visitor.disconnect()
    post(visitor, app, {"client_id": "2", "text": "two"})
    visitor.connect()
    visitor.wait_for(lambda v: any(m["text"] == "echo: two" for m in v.messages.values()))
    assert sorted(visitor.messages) == [1, 2, 3, 4]


def test_two_windows_of_one_customer_see_the_same(visitor: Visitor, app: LiveApp) -> None:
    path = f"/api/v1/chat/conversations/{visitor.id}/socket"
    with connect(app.url.replace("http", "ws") + path) as second:
        second.send(json.dumps({"type": "hello", "token": visitor.secret, "after": 0}))
        assert json.loads(second.recv(10))["type"] == "welcome"
        visitor.say("hello", until="echo: hello")
        seen: list[int] = []
        while len(seen) < 2:
            frame = json.loads(second.recv(10))
            if frame["type"] == "message":
                seen.append(frame["message"]["seq"])
        assert seen == [1, 2]


def test_the_language_follows_the_customer(visitor: Visitor, turn_server: TurnServer) -> None:
    turn_server.script = lambda request: said("好的", language="zh")
    visitor.say("我的订单在哪", until="好的")
    visitor.say("123", until="好的")
    assert turn_server.asked[-1]["metadata"] == {"language": "zh"}


def test_limits_of_messages_and_conversations(make_app: MakeApp) -> None:
    app = make_app(messages_per_minute=3, conversations_per_hour=2)
    with Visitor(app.url) as visitor:
        for number in range(3):
            assert post(visitor, app, {"client_id": str(number), "text": "hi"}).status_code == 202
        refused = post(visitor, app, {"client_id": "4", "text": "hi"})
        assert (refused.status_code, refused.json()["error"]["code"]) == (429, "rate_limited")
        assert int(refused.headers["Retry-After"]) > 0
        assert post(visitor, app, {"client_id": "1", "text": "hi"}).status_code == 202
    Visitor(app.url)
    third = httpx.post(f"{app.url}/api/v1/chat/conversations", json={"language": "en"})
    assert third.status_code == 429
    assert "minutes" in third.json()["error"]["message"]
