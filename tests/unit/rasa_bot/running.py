"""A real Rasa process and a real HTTP action server for the tests of the channel."""

import contextlib
import json
import random
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
SECRET = "test-secret"
START_SECONDS = 90


def free_port() -> int:
    """Below the ports of outgoing connections, which could take it before Rasa listens."""
    for port in random.sample(range(20_000, 30_000), 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise OSError("no free port")


class ActionServer:
    """Speaks rasa-sdk's protocol. `behaviour`: answer | error | reject | drop. `calls`: names of the
    actions run.
    """

    def __init__(self) -> None:
        self.behaviour = "answer"
        self.calls: list[str] = []
        self.gate = threading.Event()
        self.gate.set()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.calls.append(body["next_action"])
                outer.gate.wait(30)
                if outer.behaviour == "drop":
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                status, answer = outer._answer(body)
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(answer).encode())

            def log_message(self, *arguments: Any) -> None:
                return None

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/webhook"

    def _answer(self, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if self.behaviour == "error":
            return 500, {"error": "broken"}
        if self.behaviour == "reject":
            return 400, {"error": "rejected", "action_name": body["next_action"]}
        card = {"cards": [{"kind": "order", "id": "W1", "title": "Order"}]}
        responses = [{"text": f"Cancelled ({len(self.calls)})."}, {"custom": card}]
        return 200, {
            "events": [{"event": "slot", "name": "order_id", "value": "W1111111"}],
            "responses": responses,
        }

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Rasa:
    """One Rasa process."""

    def __init__(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.base = f"http://127.0.0.1:{port}/webhooks/turn"
        self.process = process

    def health(self) -> tuple[int, Any]:
        return self._call(urllib.request.Request(f"{self.base}/health"))  # noqa: S310

    def turn(self, message_id: str, text: str = "", **fields: Any) -> tuple[int, Any]:
        """Sends one turn; `conversation`, `payload`, `language` and `secret` may be given."""
        secret = fields.pop("secret", SECRET)
        body = {
            "conversation": fields.pop("conversation", "c-1"),
            "message_id": message_id,
            "text": text,
            "payload": fields.pop("payload", None),
            "metadata": {"language": fields.pop("language", "en")},
            **fields,
        }
        return self.post(json.dumps(body).encode(), secret)

    def post(self, body: bytes, secret: str | None = SECRET, route: str = "webhook") -> tuple[int, Any]:
        headers = {"Content-Type": "application/json"}
        if secret is not None:
            headers["Authorization"] = f"Bearer {secret}"
        return self._call(urllib.request.Request(f"{self.base}/{route}", data=body, headers=headers))  # noqa: S310

    @staticmethod
    def _call(request: urllib.request.Request) -> tuple[int, Any]:
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())


@contextlib.contextmanager
def running(model: Path, tracker_db: Path, actions: str, environment: dict[str, str]) -> Iterator[Rasa]:
    """Starts Rasa with our credentials and endpoints and waits until it is healthy."""
    port = free_port()
    variables = {
        "ATTUNE_TURN_SECRET": SECRET,
        "ATTUNE_ACTION_URL": actions,
        "ATTUNE_TRACKER_DB": str(tracker_db),
    }
    command = [
        sys.executable,
        "-m",
        "rasa",
        "run",
        "--model",
        str(model),
        "-i",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    command += ["--credentials", "rasa_bot/credentials.yml", "--endpoints", "rasa_bot/endpoints.yml"]
    log = tracker_db.with_suffix(".log")
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**environment, **variables}, stdout=output, stderr=output
        )
    rasa = Rasa(port, process)
    try:
        _wait(rasa, log)
        yield rasa
    finally:
        process.terminate()
        process.wait(30)


def _wait(rasa: Rasa, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if rasa.health()[0] == 200:
                return
        if rasa.process.poll() is not None:
            break
        time.sleep(0.2)
    raise AssertionError(f"Rasa did not start: {log.read_text(errors='replace')[-3000:]}")
