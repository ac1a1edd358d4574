"""A small HTTP server that speaks the turn protocol, for tests of what the app does around a turn.

It keeps its answers by message id as the real one does; the real one is used in the dialogue tests.
"""

import contextlib
import json
import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]
Script = Callable[[Json], Json]


def said(
    *messages: str | Json,
    intent: str = "greet",
    score: float = 0.0,
    actions: tuple[str, ...] = ("utter_greet",),
    language: str = "en",
    slots: Json | None = None,
) -> Json:
    """The body of an answer."""
    label = "negative" if score < -0.2 else "positive" if score > 0.2 else "neutral"
    return {
        "messages": [
            {"text": m, "buttons": [], "custom": None} if isinstance(m, str) else m for m in messages
        ],
        "nlu": {
            "intent": {"name": intent, "confidence": 0.9},
            "intent_ranking": [{"name": intent, "confidence": 0.9}],
            "entities": [],
            "sentiment": {"label": label, "score": score},
            "language": language,
        },
        "actions": list(actions),
        "slots": slots or {},
        "active_loop": None,
        "model": "test-model.tar.gz",
    }


def not_understood(request: Json) -> Json:
    """What `action_fallback` answers: the slot holds the id of the message that it did not understand."""
    return said(
        "Pardon?",
        intent="nlu_fallback",
        actions=("action_fallback",),
        slots={"order_id": "W1", "not_understood": request["message_id"]},
    )


def echo(request: Json) -> Json:
    return said(f"echo: {request['text']}")


class Refuse(Exception):
    """A script raises it to answer with an error status."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


class TurnServer:
    """`script` makes the answer to a request; `asked` holds all requests as they came."""

    secret = "turn-secret-of-the-tests"

    def __init__(self, script: Script = echo) -> None:
        self.script = script
        self.asked: list[Json] = []
        self.ran: list[str] = []
        self._answers: dict[str, Json] = {}
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self._server: ThreadingHTTPServer | None = None
        self._thread: threading.Thread | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                self._answer(200, {"status": "ok", "model": "test-model.tar.gz"})

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if self.headers["Authorization"] != f"Bearer {outer.secret}":
                    self._answer(401, {"error": {"code": "unauthenticated", "message": "no"}})
                    return
                try:
                    self._answer(200, outer.answer(body))
                except Refuse as refusal:
                    self._answer(refusal.status, {"error": {"code": "x", "message": "scripted"}})

            def _answer(self, status: int, body: Json) -> None:
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:
                return

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def process_request(self, request: socket.socket, client_address: object) -> None:
                outer._open.append(request)
                super().process_request(request, client_address)

            def handle_error(self, request: object, client_address: object) -> None:
                return  # the app hung up, which some tests are about

        self._server = Server(("127.0.0.1", self.port), Handler)
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def answer(self, request: Json) -> Json:
        with self._lock:
            self.asked.append(request)
            known = self._answers.get(request["message_id"])
        if known is not None:
            return known
        made = {"message_id": request["message_id"], **self.script(request)}
        with self._lock:
            self.ran.append(request["message_id"])
            self._answers[request["message_id"]] = made
        return made

    def stop(self) -> None:
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()
            self._server = None
            for connection in self._open:  # those that are kept alive
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
            self._open.clear()
