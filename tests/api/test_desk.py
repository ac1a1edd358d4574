"""The agents' desk over the wire."""

import json
import threading
from collections.abc import Callable

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from engine.accounts.identity import issue_shop_token
from engine.store import Database
from tests.agent import Agent
from tests.api.conftest import hears
from tests.api.live_app import LiveApp
from tests.api.turn_server import TurnServer, not_understood
from tests.builders import add_customer, add_order, add_product, add_shop
from tests.visitor import Visitor

Hire = Callable[[str], Agent]


def ask_for_a_person(visitor: Visitor, turn_server: TurnServer) -> None:
    """Two fallbacks are the shortest way that needs no bot of its own."""
    turn_server.script = not_understood
    visitor.say("first riddle", until="Pardon?")
    visitor.say("second riddle", until="Pardon?")
    hears(visitor, "keep guessing")
    visitor.wait_for(lambda v: v.state["name"] == "waiting")


def post(app: LiveApp, agent: Agent, path: str, body: dict[str, object] | None = None) -> httpx.Response:
    return agent._http.post(f"{app.url}/api/v1/desk/conversations/{path}", json=body or {})


def test_an_agent_sees_takes_answers_and_closes(
    visitor: Visitor, turn_server: TurnServer, hire: Hire
) -> None:
    ask_for_a_person(visitor, turn_server)
    mira = hire("Mira")
    row = next(row for row in mira.queue() if row["id"] == visitor.id)
    assert row["state"] == "waiting"
    assert row["reason"] == "fallbacks"
    assert row["unread"] == 2
    assert row["last_message"]["author"] == "bot"
    seen = mira.conversation(visitor.id)
    assert seen["handoff"]["intents"] == ["nlu_fallback"]
    asked, lost = (m for m in seen["messages"] if m["author"] == "customer")
    assert seen["handoff"]["slots"] == {"order_id": "W1", "not_understood": lost["id"]}
    assert [tried["action"] for tried in seen["handoff"]["tried"]] == ["action_fallback"] * 2
    assert len(seen["handoff"]["sentiments"]) == 2
    assert asked["nlu"]["intent"] == "nlu_fallback"
    assert asked["nlu"]["sentiment"]["label"] == "neutral"
    mira.claim(visitor.id)
    visitor.wait_for(lambda v: v.state == {"name": "human", "agent": {"name": "Mira"}, "position": None})
    mira.reply(visitor.id, "Hello, this is Mira.")
    visitor.wait_for(lambda v: any(m["name"] == "Mira" for m in v.messages.values()))
    mira.resolve(visitor.id)
    visitor.wait_for(lambda v: v.state["name"] == "resolved")


def test_of_two_agents_who_take_it_at_once_one_is_told_who_has_it(
    visitor: Visitor, turn_server: TurnServer, hire: Hire, app: LiveApp
) -> None:
    ask_for_a_person(visitor, turn_server)
    agents = [hire("Mira"), hire("Noah")]
    answers: list[httpx.Response] = []
    together = threading.Barrier(2)

    def take(agent: Agent) -> None:
        together.wait()
        answers.append(post(app, agent, f"{visitor.id}/claim"))

    threads = [threading.Thread(target=take, args=(agent,)) for agent in agents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    won = next(answer for answer in answers if answer.status_code == 200).json()["holder"]["name"]
    lost = next(answer for answer in answers if answer.status_code == 409).json()
    assert lost["error"] == {"code": "conflict", "message": f"{won} already has this conversation."}


def test_only_the_holder_replies_and_notes_stay_among_staff(
    visitor: Visitor, turn_server: TurnServer, hire: Hire, app: LiveApp
) -> None:
    ask_for_a_person(visitor, turn_server)
    mira, noah = hire("Mira"), hire("Noah")
    early = post(app, mira, f"{visitor.id}/reply", {"client_id": "1", "text": "hi"})
    assert early.status_code == 409
    mira.claim(visitor.id)
    other = post(app, noah, f"{visitor.id}/reply", {"client_id": "2", "text": "hi"})
    assert other.json()["error"]["message"] == "Mira has this conversation."
    noted = post(app, noah, f"{visitor.id}/note", {"client_id": "3", "text": "he is a regular"})
    assert noted.json()["message"]["note"] is True
    for _ in range(2):
        again = post(app, mira, f"{visitor.id}/reply", {"client_id": "4", "text": "Good morning."})
        assert again.status_code == 200
    visitor.wait_for(lambda v: any(m["text"] == "Good morning." for m in v.messages.values()))
    assert "regular" not in json.dumps(visitor.messages)
    texts = [m["text"] for m in mira.conversation(visitor.id)["messages"]]
    assert texts.count("Good morning.") == 1
    assert "he is a regular" in texts
    read = httpx.get(
        f"{app.url}/api/v1/chat/conversations/{visitor.id}/messages",
        headers={"Authorization": f"Bearer {visitor.secret}"},
    )
    assert "regular" not in read.text


def test_release_puts_it_back_and_snooze_wakes_on_a_message(
    visitor: Visitor, turn_server: TurnServer, hire: Hire, app: LiveApp
) -> None:
    ask_for_a_person(visitor, turn_server)
    mira, noah = hire("Mira"), hire("Noah")
    mira.claim(visitor.id)
    assert post(app, noah, f"{visitor.id}/release").status_code == 409
    assert post(app, mira, f"{visitor.id}/release").json()["state"] == "waiting"
    visitor.wait_for(lambda v: v.state["name"] == "waiting")
    noah.claim(visitor.id)
    assert post(app, noah, f"{visitor.id}/snooze", {"minutes": 0}).status_code == 422
    assert post(app, noah, f"{visitor.id}/snooze", {"minutes": 60}).json()["state"] == "snoozed"
    visitor.send({"type": "message", "text": "are you there"})
    visitor.wait_for(lambda v: v.state == {"name": "human", "agent": {"name": "Noah"}, "position": None})


def test_those_who_wait_are_told_when_they_move_up(app: LiveApp, turn_server: TurnServer, hire: Hire) -> None:
    with Visitor(app.url) as first, Visitor(app.url) as second:
        ask_for_a_person(first, turn_server)
        ask_for_a_person(second, turn_server)
        second.wait_for(lambda v: v.state["position"] == 2)
        hire("Mira").claim(first.id)
        second.wait_for(lambda v: v.state["position"] == 1)


def test_the_desks_socket_tells_of_messages_and_changes(
    visitor: Visitor, turn_server: TurnServer, hire: Hire, app: LiveApp
) -> None:
    mira = hire("Mira")
    with connect(
        app.url.replace("http", "ws") + "/api/v1/desk/socket", additional_headers=cookie(mira)
    ) as socket:
        assert json.loads(socket.recv(10)) == {"type": "queue"}
        ask_for_a_person(visitor, turn_server)
        frames = []
        while not any(f["type"] == "state" and f["state"]["name"] == "waiting" for f in frames):
            frames.append(json.loads(socket.recv(10)))
        said_so = [f["message"]["text"] for f in frames if f["type"] == "message"]
        assert said_so[:2] == ["first riddle", "Pardon?"]
        visitor._send({"type": "typing"})
        while json.loads(socket.recv(10)) != {"type": "typing", "conversation_id": visitor.id}:
            pass


def cookie(agent: Agent) -> dict[str, str]:
    return {"Cookie": f"attune_session={agent._http.cookies['attune_session']}"}


def test_the_desks_socket_is_for_signed_in_pages_of_our_own(app: LiveApp, hire: Hire) -> None:
    address = app.url.replace("http", "ws") + "/api/v1/desk/socket"
    mira = hire("Mira")
    for headers in ({}, {**cookie(mira), "Origin": "https://evil.example"}):
        with connect(address, additional_headers=headers) as socket:
            refused = json.loads(socket.recv(10))
            assert refused["type"] == "error"
            with pytest.raises(ConnectionClosed):
                socket.recv(10)
    with connect(address, additional_headers={**cookie(mira), "Origin": app.url}) as socket:
        assert json.loads(socket.recv(10)) == {"type": "queue"}


def test_the_customer_panel(app: LiveApp, turn_server: TurnServer, hire: Hire, database: Database) -> None:
    with database.session() as session:
        add_shop(session)
        add_product(session)
        add_customer(session)
        order = add_order(session)
        order_id = order.id
    token = issue_shop_token(app.settings.shop_secret, "mei")
    with Visitor(app.url, token=token) as visitor:
        assert visitor.conversation["customer"] == {"name": "Mei Li"}
        mira = hire("Mira")
        panel = mira.customer(visitor.id)
        assert panel["customer"]["verified_by"] == "token"
        assert panel["profile"]["orders"] == 1
        assert [o["id"] for o in panel["orders"]] == [order_id]
    with Visitor(app.url) as stranger:
        nobody = mira.customer(stranger.id)
        assert nobody["customer"] is None
        assert nobody["profile"] is None
        identified = httpx.post(
            f"{app.url}/api/v1/chat/conversations/{stranger.id}/identify",
            json={"token": token},
            headers={"Authorization": f"Bearer {stranger.secret}"},
        )
        assert identified.json() == {"customer": {"name": "Mei Li"}}
        assert mira.customer(stranger.id)["customer"]["id"] == "mei"
