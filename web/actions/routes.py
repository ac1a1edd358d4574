"""Where Rasa calls the custom actions."""

import hmac
from ipaddress import ip_address
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from engine.errors import AttuneError, Forbidden
from engine.log import get_logger
from web.core.parts import Use, address_of

log = get_logger("actions")
router = APIRouter(prefix="/internal/actions")


@router.post("/webhook")
async def webhook(request: Request, parts: Use, key: str = "") -> JSONResponse:
    """One action call, in rasa-sdk's protocol; for Rasa on this machine alone."""
    if not _is_loopback(address_of(request)) or not hmac.compare_digest(
        key.encode(), parts.settings.turn_secret.encode()
    ):
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


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
