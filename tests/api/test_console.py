"""The admins' console over the wire: inbox, labels, training data; on a copy of the project's own data."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from engine.accounts.staff import create_staff
from engine.settings import ROOT
from engine.store import Database
from engine.store.tables import AuditEntry
from tests.agent import Agent
from tests.api.conftest import PASSWORD, MakeApp
from tests.api.live_app import LiveApp
from tests.api.turn_server import TurnServer, not_understood
from tests.visitor import Visitor

AN_ITEM = "no-such-item"


@pytest.fixture
def bot_dir(tmp_path: Path) -> Path:
    """A copy of the project's data, free to be edited."""
    copy = tmp_path / "copy" / "rasa_bot"
    for part in ("data", "domain", "frozen"):
        shutil.copytree(ROOT / "rasa_bot" / part, copy / part)
    shutil.copy(ROOT / "rasa_bot" / "meanings.yml", copy)
    return copy


@pytest.fixture
def app(make_app: MakeApp, bot_dir: Path) -> LiveApp:
    return make_app(bot_dir=bot_dir)


class Signed:
    """Somebody of the staff, and the console's addresses."""

    def __init__(self, app: LiveApp, database: Database, name: str, role: str) -> None:
        email = f"{name.lower()}@example.com"
        with database.session() as session:
            create_staff(session, email, name, role, PASSWORD)
        self.agent = Agent(app.url, email, PASSWORD)

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None, **query: Any) -> httpx.Response:
        address = f"/api/v1/{path}"
        return self.agent._http.request(method, address, json=body, params=query)

    def __call__(self, method: str, path: str, body: dict[str, Any] | None = None, **query: Any) -> Any:
        answer = self.ask(method, f"console/{path}", body, **query)
        assert answer.is_success, answer.text
        return answer.json()


@pytest.fixture
def ada(app: LiveApp, database: Database) -> Iterator[Signed]:
    signed = Signed(app, database, "Ada", "admin")
    yield signed
    signed.agent.close()


@pytest.fixture
def mira(app: LiveApp, database: Database) -> Iterator[Signed]:
    signed = Signed(app, database, "Mira", "agent")
    yield signed
    signed.agent.close()


def test_agents_are_refused(mira: Signed) -> None:
    label = {"intent": "greet", "text": "hi"}
    example = {"file": "f", "line": 1, "marked": "x"}
    for method, path, body in (
        ("GET", "inbox", None),
        ("PUT", f"inbox/{AN_ITEM}/label", label),
        ("POST", f"inbox/{AN_ITEM}/dismiss", None),
        ("POST", f"inbox/{AN_ITEM}/reopen", None),
        ("GET", "intents", None),
        ("GET", "entities", None),
        ("GET", "changes", None),
        ("POST", "changes/apply", {"digest": "0" * 64}),
        ("GET", "data", None),
        ("GET", "data/problems", None),
        ("POST", "data", {"language": "en", "intent": "greet", "marked": "hi"}),
        ("PATCH", "data", {**example, "to": "y"}),
        ("DELETE", "data", example),
    ):
        refused = mira.ask(method, f"console/{path}", body)
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "forbidden"), path


def test_from_a_misunderstood_message_to_a_line_of_the_data(
    visitor: Visitor, turn_server: TurnServer, ada: Signed, bot_dir: Path, database: Database
) -> None:
    turn_server.script = not_understood
    visitor.say("could you beam W7654321 over to my sister", until="Pardon?")
    [item] = ada("GET", "inbox")["items"]
    assert (item["text"], item["reasons"], item["seen"]) == (
        "could you beam W1234567 over to my sister",
        ["fallback"],
        1,
    )
    assert item["entities"] == [{"start": 15, "end": 23, "entity": "order_id"}]
    label = {
        "intent": "track_order",
        "text": item["text"],
        "entities": item["entities"],
        "sentiment": "neutral",
    }
    assert ada("PUT", f"inbox/{item['id']}/label", label)["state"] == "labelled"
    shown = ada("GET", "changes")
    assert (shown["items"], shown["problems"]) == (1, [])
    assert "+      - could you beam [W1234567](order_id) over to my sister\n" in shown["diff"]
    assert "+could you beam W1234567 over to my sister,neutral\n" in shown["diff"]
    stale = ada.ask("POST", "console/changes/apply", {"digest": "0" * 64})
    assert stale.status_code == 409
    written = ada("POST", "changes/apply", {"digest": shown["digest"]})
    assert written == {
        "written": 1,
        "files": ["rasa_bot/data/nlu/en/orders.yml", "rasa_bot/data/sentiment/en.csv"],
    }
    assert "could you beam [W1234567](order_id)" in (bot_dir / "data/nlu/en/orders.yml").read_text()
    found = ada("GET", "data", q="beam w1234567")
    assert [(one["intent"], one["language"]) for one in found["examples"]] == [("track_order", "en")]
    inbox = ada("GET", "inbox", state="written")
    assert (inbox["items"][0]["decided_by"], inbox["states"]["open"]) == ("Ada", 0)
    with database.session(writes=False) as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "nlu.write")).one()
        assert entry.actor == f"staff:{ada.agent.staff['id']}"


def test_dismissing_reopening_and_what_cannot_be(
    visitor: Visitor, turn_server: TurnServer, ada: Signed
) -> None:
    turn_server.script = not_understood
    visitor.say("qwertz", until="Pardon?")
    [item] = ada("GET", "inbox")["items"]
    assert ada("POST", f"inbox/{item['id']}/dismiss")["state"] == "dismissed"
    assert (
        ada.ask("PUT", f"console/inbox/{item['id']}/label", {"intent": "greet", "text": "x"}).status_code
        == 409
    )
    assert ada("POST", f"inbox/{item['id']}/reopen")["state"] == "open"
    for wrong in ({"intent": "fly", "text": "x"}, {"intent": "greet", "text": " "}, {"intent": "greet"}):
        assert ada.ask("PUT", f"console/inbox/{item['id']}/label", wrong).status_code == 422
    assert ada.ask("POST", f"console/inbox/{AN_ITEM}/dismiss").status_code == 404
    assert ada.ask("GET", "console/inbox", state="lost").status_code == 422
    nothing = ada("GET", "changes")
    assert (nothing["items"], nothing["diff"]) == (0, "")
    assert ada.ask("POST", "console/changes/apply", {"digest": nothing["digest"]}).status_code == 422


def test_an_agents_correction_reaches_the_inbox(
    visitor: Visitor, turn_server: TurnServer, ada: Signed, mira: Signed
) -> None:
    visitor.say("my cat ate the receipt", until="echo")
    messages = mira.agent.conversation(visitor.id)["messages"]
    message = next(one for one in messages if one["author"] == "customer")
    assert message["corrected"] is None
    address = f"desk/messages/{message['id']}/correction"
    corrected = mira.ask("POST", address, {"intent": "invoice_request"}).json()
    assert corrected == {
        "message_id": message["id"],
        "corrected": {"intent": "invoice_request", "sentiment": None},
    }
    mira.ask("POST", address, {"sentiment": "negative"})
    messages = mira.agent.conversation(visitor.id)["messages"]
    again = next(one for one in messages if one["author"] == "customer")
    assert again["corrected"] == {"intent": "invoice_request", "sentiment": "negative"}
    [item] = ada("GET", "inbox", reason="corrected")["items"]
    assert item["corrected"] == again["corrected"]
    for path, body, status in (
        (address, {"intent": "fly_to_the_moon"}, 422),
        (address, {"sentiment": "delighted"}, 422),
        (address, {}, 422),
        ("desk/messages/nobody/correction", {"intent": "greet"}, 404),
        (f"desk/messages/{messages[-1]['id']}/correction", {"intent": "greet"}, 422),
    ):
        assert mira.ask("POST", path, body).status_code == status


def test_the_training_data(ada: Signed, bot_dir: Path) -> None:
    intents = {one["name"]: one for one in ada("GET", "intents")["intents"]}
    assert "choose" not in intents
    assert intents["track_order"]["topic"] == "orders"
    assert "Delivery problem" in intents["track_order"]["meaning"]["en"]["boundary"]
    assert intents["track_order"]["examples"]["zh"] > 30
    assert ada("GET", "entities")["entities"][0]["name"] == "product"
    found = ada("GET", "data", intent="track_order", language="zh", limit=2, offset=1)
    assert (len(found["examples"]), found["total"]) == (2, intents["track_order"]["examples"]["zh"])
    assert ada("GET", "data/problems")["problems"] == []
    file = bot_dir / "data/nlu/en/orders.yml"
    before = file.read_bytes()
    new = {"language": "en", "intent": "track_order", "marked": "has the [gnome](product) left its hut"}
    added = ada("POST", "data", new)
    place = {"file": added["file"], "line": added["line"], "marked": new["marked"]}
    assert added["diff"].count("\n+") == 2
    edited = ada("PATCH", "data", {**place, "to": "has the gnome left its hut"})
    assert (edited["file"], edited["line"]) == (added["file"], added["line"])
    assert ada.ask("DELETE", "console/data", place).status_code == 409
    moved = ada(
        "PATCH", "data", {**place, "marked": "has the gnome left its hut", "to": "gnome", "intent": "greet"}
    )
    assert moved["file"] == "rasa_bot/data/nlu/en/smalltalk.yml"
    ada("DELETE", "data", {"file": moved["file"], "line": moved["line"], "marked": "gnome"})
    assert file.read_bytes() == before


def test_an_edit_that_would_be_wrong_is_refused_with_its_place(ada: Signed, bot_dir: Path) -> None:
    before = (bot_dir / "data/nlu/en/smalltalk.yml").read_bytes()
    new = {"language": "en", "intent": "greet", "marked": "where is my order"}
    refused = ada.ask("POST", "console/data", new)
    assert refused.status_code == 422
    assert "stands under track_order and under greet" in refused.json()["error"]["message"] or (
        "stands under greet and under track_order" in refused.json()["error"]["message"]
    )
    assert (bot_dir / "data/nlu/en/smalltalk.yml").read_bytes() == before


def test_a_problem_is_told_with_file_and_line(ada: Signed, bot_dir: Path) -> None:
    file = bot_dir / "data/nlu/zh/handoff.yml"
    file.write_text(file.read_text() + "    - 在吗\n    -\n")
    report = ada("GET", "data/problems")
    lines = len(file.read_text().splitlines())
    found = {
        (one["kind"], one["line"]) for one in report["problems"] if one["file"].endswith("zh/handoff.yml")
    }
    assert ("empty_example", lines) in found
