"""Asks Rasa for one turn. A turn may be asked for again with the same message id: it is run once."""

import json
from typing import Any, Final, NamedTuple

import aiohttp
from pydantic import ValidationError

from engine.conversations.service import TurnAnswer, TurnRequest
from web.bot.protocol import Answer

CONNECT_SECONDS: Final = 2.0
HEALTH_SECONDS: Final = 2.0
IDLE_SECONDS: Final = 4.0
"""Rasa's server closes idle connections after 5 seconds; we let go of them first."""


MAX_CONNECTIONS: Final = 32
OK: Final = 200
REFUSED: Final = (413, 422)
FAILED: Final = (500, 502)
TROUBLE: Final = (aiohttp.ClientError, TimeoutError, OSError)


class TurnUnreachable(Exception):
    """Rasa did not answer, or not in time; the turn is worth asking for until it does."""


class TurnFailed(Exception):
    """Rasa answered that the turn did not run to its end; a few more attempts are worth it."""


class TurnRefused(Exception):
    """Rasa will never accept this message."""


class Response(NamedTuple):
    status: int
    content: bytes


class TurnClient:
    """One keep-alive HTTP client to one Rasa; `url` may change while it runs (another model goes live)."""

    def __init__(self, url: str, secret: str, *, timeout: float, max_chars: int) -> None:
        self.url = url.rstrip("/")
        self._max_chars = max_chars
        self._headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
        self._timeout = aiohttp.ClientTimeout(total=timeout, sock_connect=CONNECT_SECONDS)
        self._opened: aiohttp.ClientSession | None = None

    async def ask(self, turn: TurnRequest) -> TurnAnswer:
        """The answer to one message. Raises TurnUnreachable, TurnFailed or TurnRefused."""
        if not self.url:
            raise TurnUnreachable("no address of Rasa is set")
        body = {
            "conversation": turn.conversation_id,
            "message_id": turn.message_id,
            "text": turn.text[: self._max_chars],
            "payload": turn.command,
            "metadata": {"language": turn.language},
        }
        response = await self._post(body)
        if response.status == OK:
            try:
                return Answer.model_validate_json(response.content).view()
            except ValidationError as error:
                raise TurnFailed(f"the answer is not one: {error.error_count()} problems") from error
        reason = f"{response.status} {_reason(response)}"
        if response.status in REFUSED:
            raise TurnRefused(reason)
        if response.status in FAILED:
            raise TurnFailed(reason)
        raise TurnUnreachable(reason)

    async def _post(self, body: dict[str, Any]) -> Response:
        address = f"{self.url}/webhooks/turn/webhook"
        content = json.dumps(body).encode()
        try:
            try:
                return await self._send("POST", address, self._timeout, content)
            except aiohttp.ServerDisconnectedError:
                # An idle connection that the other side had just closed.
                return await self._send("POST", address, self._timeout, content)
        except TROUBLE as error:
            raise TurnUnreachable(f"{type(error).__name__}: {error}") from error

    async def _send(
        self, method: str, address: str, timeout: aiohttp.ClientTimeout, content: bytes | None = None
    ) -> Response:
        async with self._session().request(
            method, address, headers=self._headers, data=content, timeout=timeout
        ) as response:
            return Response(response.status, await response.read())

    def _session(self) -> aiohttp.ClientSession:
        """Opened with the first request: it belongs to the event loop that runs then."""
        if self._opened is None:
            self._opened = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=MAX_CONNECTIONS, keepalive_timeout=IDLE_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._opened

    async def health(self) -> dict[str, Any] | None:
        """What Rasa says of itself ({"status", "model"}), or None where it cannot serve a turn."""
        if not self.url:
            return None
        try:
            limit = aiohttp.ClientTimeout(total=HEALTH_SECONDS)
            answer = await self._send("GET", f"{self.url}/webhooks/turn/health", limit)
            return json.loads(answer.content) if answer.status == OK else None
        except (*TROUBLE, ValueError):
            return None

    async def close(self) -> None:
        """Close the connections."""
        if self._opened is not None:
            await self._opened.close()


def _reason(response: Response) -> str:
    try:
        return str(json.loads(response.content)["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return response.content[:200].decode(errors="replace")
