"""The only way into Rasa: one HTTP request is one turn, with everything that the app wants to know of it in
the answer.

POST /webhooks/turn/webhook and /webhooks/turn/parse, GET /webhooks/turn/health; callers of the first two
know the secret in ATTUNE_TURN_SECRET. A turn that did not run to its end answers 502 and leaves no trace, so
the caller may simply send it again.
"""

import asyncio
import gc
import hmac
import logging
import os
import re
from dataclasses import dataclass
from typing import Any, Awaitable, Callable, Dict, List, Optional
from weakref import WeakValueDictionary

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_bot.channels import results, runner
from rasa_bot.channels.parsing import parse_texts, texts_of
from rasa_bot.channels.processing import Turn, TurnFailed, UnknownCommand, run_turn

logger = logging.getLogger(__name__)

MAX_BODY_BYTES = 64 * 1024
MAX_ID_CHARS = 200
GARBAGE_THRESHOLD = 20_000
MAX_TEXT_CHARS = 10_000
SECRET_VARIABLE = "ATTUNE_TURN_SECRET"  # noqa: S105  (the variable's name, not a secret)

_LEADING_SLASHES = re.compile(r"^[\s/]+")


@dataclass(frozen=True)
class Refusal(Exception):
    """A request that is answered with an error before any turn starts."""

    status: int
    code: str
    message: str


class TurnInput(InputChannel):
    """Sanic blueprint of the channel."""

    @classmethod
    def name(cls) -> str:
        return "turn"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> "TurnInput":
        secret = os.environ.get(SECRET_VARIABLE, "")
        if not secret:
            cls.raise_missing_credentials_exception()
        return cls(secret)

    def __init__(self, secret: str) -> None:
        results.install()
        runner.install()
        self._secret = secret.encode()
        self._settled = False
        self._locks: "WeakValueDictionary[str, asyncio.Lock]" = WeakValueDictionary()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """`on_new_message` is not used: it swallows failures, which this channel reports (see
        processing.py).
        """
        routes = Blueprint("attune_turn")

        @routes.route("/health", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            agent = request.app.ctx.agent
            ready = agent is not None and agent.is_ready()
            body = {"status": "ok" if ready else "loading", "model": _model_of(agent) if ready else None}
            return response.json(body, status=200 if ready else 503)

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            try:
                self._authenticate(request)
                turn = read_turn(request)
                self._settle()
                agent = ready_agent(request)
                # The caller may give up waiting; the turn must not stop half-way because of that.
                return response.json(await asyncio.shield(self._answer(agent, turn)))
            except Refusal as refusal:
                return _error(refusal.status, refusal.code, refusal.message)

        @routes.route("/parse", methods=["POST"])
        async def understand(request: Request) -> HTTPResponse:
            try:
                self._authenticate(request)
                agent = ready_agent(request)
                texts = [neutralise(text) for text in read_texts(request)]
                return response.json({"parses": await parse_texts(agent, texts), "model": _model_of(agent)})
            except Refusal as refusal:
                return _error(refusal.status, refusal.code, refusal.message)

        return routes

    def _settle(self) -> None:
        """Before the first turn: what the start has loaded (TensorFlow, the model) lives as long as the
        process, so the garbage collector need not walk through it at each turn again. A turn makes some
        ten thousand objects, so it is let run once a turn and not thirty times.
        """
        if not self._settled:
            self._settled = True
            gc.collect()
            gc.freeze()
            gc.set_threshold(GARBAGE_THRESHOLD)

    async def _answer(self, agent: Any, turn: Turn) -> Dict[str, Any]:
        # One turn of a conversation at a time: a concurrent repeat waits, then finds the stored answer.
        lock = self._locks.setdefault(turn.conversation, asyncio.Lock())
        async with lock:
            try:
                return await run_turn(agent, turn, _model_of(agent))
            except UnknownCommand as error:
                raise Refusal(422, "invalid", str(error)) from error
            except TurnFailed as error:
                logger.exception("Turn %s of conversation %s failed", turn.message_id, turn.conversation)
                raise Refusal(502, "turn_failed", str(error)) from error
            except Exception as error:
                logger.exception("Turn %s of conversation %s failed", turn.message_id, turn.conversation)
                raise Refusal(502, "turn_failed", f"The turn stopped with {type(error).__name__}") from error

    def _authenticate(self, request: Request) -> None:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), self._secret):
            raise Refusal(401, "unauthenticated", "The turn channel needs its secret")


def ready_agent(request: Request) -> Any:
    """The agent that serves this request. Raises Refusal (503) while its model is not loaded."""
    agent = request.app.ctx.agent
    if agent is None or not agent.is_ready():
        raise Refusal(503, "unavailable", "The model is not loaded yet")
    return agent


def read_turn(request: Request) -> Turn:
    """Reads the body of a request. Raises Refusal (413, 422) saying what is wrong."""
    return turn_of(read_object(request))


def read_texts(request: Request) -> List[str]:
    """Reads the body of a request to /parse. Raises Refusal (413, 422)."""
    try:
        return texts_of(read_object(request))
    except ValueError as error:
        raise Refusal(422, "invalid", str(error)) from error


def read_object(request: Request) -> Dict[str, Any]:
    """The body of a request, a JSON object. Raises Refusal (413, 422)."""
    if len(request.body) > MAX_BODY_BYTES:
        raise Refusal(413, "too_large", f"A turn may have {MAX_BODY_BYTES} bytes")
    try:
        body = request.json
    except Exception as error:
        raise Refusal(422, "invalid", "The body is not JSON") from error
    if not isinstance(body, dict):
        raise Refusal(422, "invalid", "The body must be a JSON object")
    return body


def turn_of(body: Dict[str, Any]) -> Turn:
    """Checks the fields of a turn. Raises Refusal (422)."""
    for name in ("conversation", "message_id"):
        value = body.get(name)
        if not isinstance(value, str) or not 0 < len(value) <= MAX_ID_CHARS:
            raise Refusal(422, "invalid", f"`{name}` must be a string of 1 to {MAX_ID_CHARS} characters")
    text, payload, metadata = body.get("text"), body.get("payload"), body.get("metadata") or {}
    if payload is not None and not (isinstance(payload, str) and payload.startswith("/")):
        raise Refusal(422, "invalid", "`payload` must be a command that starts with a slash")
    if payload is None and not (isinstance(text, str) and text.strip()):
        raise Refusal(422, "empty", "`text` must not be empty")
    if isinstance(text, str) and len(text) > MAX_TEXT_CHARS:
        raise Refusal(422, "too_long", f"`text` may have {MAX_TEXT_CHARS} characters")
    language = metadata.get("language") if isinstance(metadata, dict) else None
    return Turn(
        conversation=body["conversation"],
        message_id=body["message_id"],
        text=neutralise(text or ""),
        payload=payload,
        language="zh" if language == "zh" else "en",
    )


def neutralise(text: str) -> str:
    """Text without leading slashes: Rasa would read "/intent{...}" from a person as a command."""
    return _LEADING_SLASHES.sub("", text).strip()


def _model_of(agent: Any) -> str:
    return agent.processor.model_filename


def _error(status: int, code: str, message: str) -> HTTPResponse:
    return response.json({"error": {"code": code, "message": message}}, status=status)
