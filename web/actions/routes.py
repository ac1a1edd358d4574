"""Where Rasa calls the custom actions."""

import hmac
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from engine.errors import AttuneError, Forbidden
from engine.log import get_logger
from web.core.parts import Use

log = get_logger("actions")
router = APIRouter(prefix="/internal/actions")


@router.post("/webhook")
async def webhook(request: Request, parts: Use) -> JSONResponse:
    """One action call, in rasa-sdk's protocol; whoever knows the secret is Rasa, wherever it runs."""
    if not _knows(request.headers.get("authorization", ""), parts.settings.turn_secret):
        raise Forbidden("This address is for the turn engine only.")
    body = await request.body()
    try:
        status, answer = await parts.actions.run(body, request.headers.get("content-encoding", ""))
    except AttuneError as error:
        log.error("action unavailable", code=error.code, reason=error.message)
        return _failed(error.status, type(error).__name__)
    except Exception as error:
        log.exception("action failed")
        return _failed(500, type(error).__name__)
    return JSONResponse(answer, status)


def _failed(status: int, name: str) -> JSONResponse:
    body: dict[str, Any] = {"error": f"The action stopped with {name}.", "action_name": None}
    return JSONResponse(body, status)


def _knows(header: str, secret: str) -> bool:
    """Whether the Authorization header bears the secret; an unset secret is known to nobody."""
    scheme, _, given = header.partition(" ")
    return (
        bool(secret)
        and scheme.lower() == "bearer"
        and hmac.compare_digest(given.strip().encode(), secret.encode())
    )
