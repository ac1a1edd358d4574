"""Blue/green with real processes: small servers that answer as Rasa's turn channel does."""

import http.server
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.nlu import deployments, registry
from engine.nlu.inputs import file_sha256
from engine.nlu.selftest import Probe
from engine.nlu.serving import point_to, serving
from engine.serve import deploy
from engine.serve.candidate import RasaProcess
from engine.serve.child import Child, ChildSpec
from engine.serve.deploy import Deployer
from engine.serve.ports import free_port
from engine.serve.supervisor import Supervisor
from engine.settings import Settings
from engine.store import Database

RASA = """
import http.server, json, sys
model, port, intent = sys.argv[1:]
class Handler(http.server.BaseHTTPRequestHandler):
    def say(self, body):
        self.send_response(200 if model != 'empty.tar.gz' else 503)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())
    def do_GET(self):
        self.say({'status': 'ok', 'model': model})
    def do_POST(self):
        texts = json.loads(self.rfile.read(int(self.headers['Content-Length'])))['texts']
        self.say({'parses': [{'text': text, 'intent': intent, 'confidence': 1.0} for text in texts]})
    def log_message(self, *_):
        pass
http.server.ThreadingHTTPServer(('127.0.0.1', int(port)), Handler).serve_forever()
"""
PROBES = [Probe("Hello", "greet")]


class Stack:
    """The deployer over a database, with every process that it starts; `app` follows the row as ours."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.folder = database, folder
        self.settings = Settings(var_dir=folder, turn_secret="s", turn_timeout=0.1)
        self.started: list[RasaProcess] = []
        self.app = self._app()
        for model_id in ("blue", "green", "mute", "empty"):
            self._register(model_id)
        with database.session() as session:
            registry.promote(session, "blue", self.settings.models_dir)
        live = self.start("blue", "rasa")
        with database.session() as session:
            point_to(session, live.url, "blue")
        wait_for(live.child.is_healthy)
        self.supervisor = Supervisor([live.child])
        self.deployer = Deployer(
            self.settings,
            database,
            self.supervisor,
            live,
            self.start,
            probes=PROBES,
            app_url=f"http://127.0.0.1:{self.app.server_address[1]}",
        )
        self.deployer.start()

    def start(self, model_id: str, name: str) -> RasaProcess:
        port = free_port()
        intent = "nonsense" if model_id == "mute" else "greet"
        url = f"http://127.0.0.1:{port}"
        spec = ChildSpec(
            name=name,
            command=[sys.executable, "-c", RASA, file_of(model_id), str(port), intent],
            env={},
            cwd=self.folder,
            health_url=f"{url}/webhooks/turn/health",
            log_file=self.folder / f"{name}.log",
        )
        rasa = RasaProcess(Child(spec, self.folder / "run"), model_id, file_of(model_id), url)
        rasa.child.start()
        self.started.append(rasa)
        return rasa

    def promote(self, model_id: str) -> dict[str, object]:
        with self.database.session() as session:
            asked = deployments.request_promotion(
                session, self.settings.models_dir, model_id, "staff:1", force=True, reason="a test"
            )
        return self._ended(asked.id)

    def roll_back(self) -> dict[str, object]:
        with self.database.session() as session:
            asked = deployments.request_rollback(session, self.settings.models_dir, "staff:1")
        return self._ended(asked.id)

    def serving(self) -> tuple[str, str | None]:
        """The model that the row names, and the one that waits beside it."""
        with self.database.session(writes=False) as session:
            row = serving(session)
        assert row is not None
        return row.model_id, row.standby_model_id

    def running(self) -> list[str]:
        return [rasa.model_id for rasa in self.started if rasa.runs]

    def close(self) -> None:
        self.deployer.stop()
        self.app.shutdown()
        self.app.server_close()

    def _ended(self, deployment_id: str) -> dict[str, object]:
        def row() -> deployments.NluDeployment:
            with self.database.session(writes=False) as session:
                return deployments.find(session, deployment_id)

        wait_for(lambda: row().finished_at is not None)
        ended = row()
        steps = [step["state"] for step in ended.steps]
        return {"state": ended.state, "failure": ended.failure, "steps": steps}

    def _register(self, model_id: str) -> None:
        folder = self.settings.models_dir
        folder.mkdir(parents=True, exist_ok=True)
        (folder / file_of(model_id)).write_bytes(model_id.encode())
        known = {"file": file_of(model_id), "sha256": file_sha256(folder / file_of(model_id)), "inputs": "x"}
        with self.database.session() as session:
            registry.add_candidate(session, model_id=model_id, metrics={}, **known)

    def _app(self) -> http.server.ThreadingHTTPServer:
        stack = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.end_headers()
                self.wfile.write(json.dumps({"model": file_of(stack.serving()[0])}).encode())

            def log_message(self, *_: object) -> None:
                return None

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server


def file_of(model_id: str) -> str:
    return f"{model_id}.tar.gz"


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        threading.Event().wait(0.02)


@pytest.fixture
def stack(database: Database, tmp_path: Path) -> Iterator[Stack]:
    stack = Stack(database, tmp_path)
    yield stack
    stack.close()
    assert stack.running() == [], "a process was left behind"


def test_a_replaced_model_waits_and_comes_back_by_a_switch(stack: Stack) -> None:
    went = stack.promote("green")
    assert went["steps"] == ["requested", "starting", "warming", "testing", "switching", "done"]
    assert stack.serving() == ("green", "blue")
    assert stack.running() == ["blue", "green"]
    came_back = stack.roll_back()
    assert came_back["steps"] == ["requested", "switching", "done"]
    assert stack.serving() == ("blue", "green")
    assert len(stack.started) == 2, "nothing was started for it"


def test_a_replaced_model_ends_after_a_while_and_is_started_anew(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deploy, "DRAIN_MARGIN", 0.2)
    stack.settings.rollback_minutes = 0.0
    stack.promote("green")
    wait_for(lambda: stack.running() == ["green"])
    wait_for(lambda: stack.serving() == ("green", None))
    assert "starting" in stack.roll_back()["steps"]
    assert stack.serving()[0] == "blue"
    assert len(stack.started) == 3


@pytest.mark.parametrize(("model_id", "failure"), [("mute", "self_test"), ("empty", "start")])
def test_what_fails_before_the_switch_changes_nothing(stack: Stack, model_id: str, failure: str) -> None:
    failed = stack.promote(model_id)
    assert (failed["state"], failed["failure"]) == ("failed", failure)
    assert stack.serving() == ("blue", None)
    assert stack.running() == ["blue"], "the candidate was ended"


def test_a_standby_that_dies_is_started_anew(stack: Stack) -> None:
    stack.promote("green")
    stack.started[0].child.stop()
    wait_for(lambda: stack.serving() == ("green", None))
    assert stack.roll_back()["state"] == "done"
    assert stack.running() == ["green", "blue"]
