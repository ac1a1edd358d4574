"""The console's models over the wire; training in its real process."""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from engine.accounts.staff import create_staff
from engine.nlu import jobs, registry
from engine.nlu.evaluation.evaluate import Evaluation
from engine.nlu.evaluation.frozen import keep_result
from engine.nlu.evaluation.labelled import Labelled
from engine.nlu.evaluation.parses import Parse
from engine.nlu.evaluation.report import report_of
from engine.nlu.inputs import file_sha256
from engine.nlu.serving import point_to
from engine.settings import ROOT
from engine.store import Database
from engine.store.tables import AuditEntry
from tests.agent import Agent
from tests.api.conftest import PASSWORD, MakeApp
from tests.api.live_app import LiveApp
from tests.api.turn_server import TurnServer, said
from tests.visitor import Visitor, text_of

MESSAGES = [Labelled(f"message {number}", "greet", "en") for number in range(20)]


@pytest.fixture
def bot_dir(tmp_path: Path) -> Path:
    """A copy of the project's data, free to be broken."""
    copy = tmp_path / "copy" / "rasa_bot"
    for part in ("data", "domain", "frozen"):
        shutil.copytree(ROOT / "rasa_bot" / part, copy / part)
    return copy


@pytest.fixture
def app(make_app: MakeApp, bot_dir: Path) -> LiveApp:
    return make_app(bot_dir=bot_dir)


class Console:
    """Somebody at the console's addresses."""

    def __init__(self, app: LiveApp, database: Database, role: str) -> None:
        email = f"{role}@example.com"
        with database.session() as session:
            create_staff(session, email, role, role, PASSWORD)
        self._agent = Agent(app.url, email, PASSWORD)

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        return self._agent._http.request(method, f"/api/v1/console/{path}", json=body)

    def get(self, path: str) -> dict[str, Any]:
        answer = self.ask("GET", path)
        assert answer.is_success, answer.text
        return answer.json()

    def post(self, path: str, body: dict[str, Any] | None = None, *, status: int = 202) -> dict[str, Any]:
        answer = self.ask("POST", path, body or {})
        assert answer.status_code == status, answer.text
        return answer.json()

    def close(self) -> None:
        self._agent.close()


@pytest.fixture
def admin(app: LiveApp, database: Database) -> Iterator[Console]:
    console = Console(app, database, "admin")
    yield console
    console.close()


@pytest.fixture
def models(app: LiveApp, database: Database) -> None:
    """blue is live and reads all of 20 messages, red half of them, green was never measured."""
    folder = app.settings.models_dir
    folder.mkdir(parents=True)
    with database.session() as session:
        for model_id, right in (("blue", 20), ("red", 10), ("green", None)):
            archive = folder / f"{model_id}.tar.gz"
            archive.write_bytes(model_id.encode())
            known = {"file": archive.name, "sha256": file_sha256(archive), "inputs": model_id}
            registry.add_candidate(session, model_id=model_id, metrics={"training_seconds": 90.0}, **known)
            if right is not None:
                intents = ["greet"] * right + ["thank"] * (20 - right)
                parses = [Parse(intent, intent, 0.9, 1.0, None, "en") for intent in intents]
                keep_result(archive, Evaluation(MESSAGES, parses, report_of(MESSAGES, parses)))
        registry.promote(session, "blue", folder)


@pytest.fixture
def supervised(database: Database) -> None:
    """This test stands in for `attune up`: it runs, and takes nothing up."""
    with database.session() as session:
        point_to(session, "http://127.0.0.1:9", "blue")


@pytest.mark.usefixtures("models")
def test_agents_are_no_admins(app: LiveApp, database: Database) -> None:
    agent = Console(app, database, "agent")
    for method, path in (
        ("GET", "models"),
        ("GET", "models/blue/report"),
        ("GET", "models/red/compare"),
        ("POST", "training"),
        ("GET", "jobs/x"),
        ("POST", "models/red/promote"),
        ("POST", "rollback"),
        ("GET", "deployments/x"),
    ):
        assert agent.ask(method, path, {} if method == "POST" else None).status_code == 403, path
    agent.close()


@pytest.mark.usefixtures("models")
def test_models_with_their_report_and_comparison(admin: Console) -> None:
    listed = admin.get("models")
    assert [model["id"] for model in listed["models"]] == ["green", "red", "blue"]
    assert (listed["live"], listed["previous"], listed["job"]) == ("blue", None, None)
    assert listed["serving"]["can_change"] is False
    assert admin.get("models/blue/report")["report"]["overall"]["accuracy"] == 1.0
    comparison = admin.get("models/red/compare")["comparison"]
    assert (comparison["verdict"], comparison["broken"]) == ("worse", 10)
    assert comparison["words"].startswith("Worse")
    assert len(comparison["changes"]) == 10
    refused = admin.ask("GET", "models/green/compare")
    assert refused.status_code == 404
    assert "attune nlu evaluate --model green" in refused.json()["error"]["message"]
    assert admin.ask("GET", "models/none/report").status_code == 404


@pytest.mark.usefixtures("models")
def test_without_a_supervisor_nothing_is_asked_for(admin: Console) -> None:
    told = admin.post("models/red/promote", {"force": True, "reason": "because"}, status=409)
    assert "Rasa is not run by Attune here" in told["error"]["message"]
    assert admin.get("models")["deployment"] is None


@pytest.mark.usefixtures("models", "supervised")
def test_a_worse_model_is_promoted_for_a_reason_only(admin: Console, database: Database) -> None:
    assert "Worse" in admin.post("models/red/promote", status=409)["error"]["message"]
    assert admin.ask("POST", "models/red/promote", {"force": True}).status_code == 422
    asked = admin.post("models/red/promote", {"force": True, "reason": "a test"})["deployment"]
    assert (asked["state"], asked["kind"], asked["from_model_id"]) == ("requested", "promote", "blue")
    assert admin.get(f"deployments/{asked['id']}")["deployment"]["reason"] == "a test"
    again = admin.post("models/red/promote", {"force": True, "reason": "twice"}, status=409)
    assert "under way" in again["error"]["message"]
    assert "no previous model" in admin.post("rollback", status=404)["error"]["message"]


def finished(console: Console, job_id: str) -> dict[str, Any]:
    deadline = time.monotonic() + 90
    while True:
        job = console.get(f"jobs/{job_id}")["job"]
        if job["finished_at"]:
            return job
        assert time.monotonic() < deadline, job
        threading.Event().wait(0.2)


def test_a_training_that_cannot_succeed_says_where_the_data_are_wrong(
    admin: Console, bot_dir: Path, database: Database
) -> None:
    broken = bot_dir / "data" / "nlu" / "en" / "broken.yml"
    broken.write_text(
        'version: "3.1"\nnlu:\n- intent: greet\n   examples: |\n    - hello\n', encoding="utf-8"
    )
    begun = admin.post("training")["job"]
    assert (begun["state"], begun["share"]) == ("queued", 0.0)
    assert "under way" in admin.post("training", status=409)["error"]["message"]
    ended = finished(admin, begun["id"])
    assert ended["state"] == "failed"
    assert "broken.yml" in ended["error"]
    assert admin.get("models")["job"]["id"] == begun["id"]
    with database.session(writes=False) as session:
        deeds = session.scalars(select(AuditEntry).where(AuditEntry.action == "nlu.train")).all()
    assert [deed.actor.split(":")[0] for deed in deeds] == ["staff"]


def test_a_training_ends_with_the_app_and_says_so(
    make_app: MakeApp, bot_dir: Path, database: Database
) -> None:
    first = make_app(bot_dir=bot_dir)
    admin = Console(first, database, "admin")
    job_id = admin.post("training")["job"]["id"]
    admin.close()
    first.stop()
    make_app(bot_dir=bot_dir)
    with database.session(writes=False) as session:
        job = jobs.find(session, job_id)
    assert (job.state, job.error) == ("failed", jobs.GONE)


def test_turns_follow_the_address_in_the_database(make_app: MakeApp, database: Database) -> None:
    blue, green = TurnServer(lambda _: said("I am blue")), TurnServer(lambda _: said("I am green"))
    try:
        for server in (blue, green):
            server.start()
        with database.session() as session:
            point_to(session, blue.url, "blue")
        app = make_app(rasa_url="")
        with Visitor(app.url) as visitor:
            assert "blue" in text_of(visitor.say("who are you"))
            with database.session() as session:
                point_to(session, green.url, "green")
            deadline = time.monotonic() + 10
            while "green" not in text_of(visitor.say("and now?")):
                assert time.monotonic() < deadline, "the app did not follow"
    finally:
        for server in (blue, green):
            server.stop()
