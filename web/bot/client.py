"""Asks Rasa for one turn. A turn may be asked for again with the same message id: it is run once."""

from typing import Any, Final

import httpx
from pydantic import ValidationError

from engine.conversations.service import TurnAnswer, TurnRequest
from web.bot.protocol import Answer

CONNECT_SECONDS: Final = 2.0
HEALTH_SECONDS: Final = 2.0
IDLE_SECONDS: Final = 4.0
"""Rasa's server closes idle connections after 5 seconds; we let go of them first."""


class TurnUnreachable(Exception):
    """Rasa did not answer, or not in time; the turn is worth asking for until it does."""


class TurnFailed(Exception):
    """Rasa answered that the turn did not run to its end; a few more attempts are worth it."""


class TurnRefused(Exception):
    """Rasa will never accept this message."""


class TurnClient:
    """One keep-alive HTTP client to one Rasa; `url` may change while it runs (another model goes live)."""

    def __init__(self, url: str, secret: str, *, timeout: float, max_chars: int) -> None:
        self.url = url.rstrip("/")
        self._max_chars = max_chars
        self._http = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {secret}"},
            timeout=httpx.Timeout(timeout, connect=CONNECT_SECONDS),
            limits=httpx.Limits(keepalive_expiry=IDLE_SECONDS),
            trust_env=False,
        )

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
        if response.status_code == httpx.codes.OK:
            try:
                return Answer.model_validate_json(response.content).view()
            except ValidationError as error:
                raise TurnFailed(f"the answer is not one: {error.error_count()} problems") from error
        reason = f"{response.status_code} {_reason(response)}"
        if response.status_code in (httpx.codes.UNPROCESSABLE_ENTITY, httpx.codes.REQUEST_ENTITY_TOO_LARGE):
            raise TurnRefused(reason)
        if response.status_code in (httpx.codes.BAD_GATEWAY, httpx.codes.INTERNAL_SERVER_ERROR):
            raise TurnFailed(reason)
        raise TurnUnreachable(reason)

    async def _post(self, body: dict[str, Any]) -> httpx.Response:
        address = f"{self.url}/webhooks/turn/webhook"
        try:
            try:
                return await self._http.post(address, json=body)
            except httpx.RemoteProtocolError:
                # An idle connection that the other side had just closed.
                return await self._http.post(address, json=body)
        except httpx.HTTPError as error:
            raise TurnUnreachable(f"{type(error).__name__}: {error}") from error

    async def health(self) -> dict[str, Any] | None:
        """What Rasa says of itself ({"status", "model"}), or None where it cannot serve a turn."""
        if not self.url:
            return None
        try:
            answer = await self._http.get(f"{self.url}/webhooks/turn/health", timeout=HEALTH_SECONDS)
            return answer.json() if answer.is_success else None
        except (httpx.HTTPError, ValueError):
            return None

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()


def _reason(response: httpx.Response) -> str:
    try:
        return str(response.json()["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return response.text[:200]
