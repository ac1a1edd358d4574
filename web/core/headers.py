"""Security headers on every answer, and a limit to what a request may carry."""

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.core.errors import error_body

MAX_BODY: Final = 64 * 1024
EVENTS: Final = "/api/v1/events"
MAX_EVENTS_BODY: Final = 1024 * 1024
"""A thousand events of a kilobyte."""
INTERNAL: Final = "/internal/"
MAX_INTERNAL_BODY: Final = 16 * 1024 * 1024
"""Rasa sends the whole tracker of a conversation with every action."""

_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_API_CSP: Final = "default-src 'none'; frame-ancestors 'none'"
_EMBEDDED: Final = ("/widget.js", "/widget/")


class SecurityHeaders:
    """Adds the headers that no answer goes without; pages bring their own Content-Security-Policy."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
                if "content-security-policy" not in headers:
                    headers["Content-Security-Policy"] = _API_CSP
                    if not path.startswith(_EMBEDDED):
                        headers.setdefault("X-Frame-Options", "DENY")
                policy = "cross-origin" if path.startswith(_EMBEDDED) else "same-origin"
                headers.setdefault("Cross-Origin-Resource-Policy", policy)
                if path.startswith(("/api/", INTERNAL)):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers)


class BodyLimit:
    """Answers 413 to bodies above 64 KiB, without reading them to their end."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = _limit_of(scope["path"])
        stated = Headers(scope=scope).get("content-length", "0")
        if stated.isdigit() and int(stated) > limit:
            await _refuse(limit)(scope, receive, send)
            return
        received = 0

        async def limited() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise HTTPException(413)
            return message

        await self._app(scope, limited, send)


def _limit_of(path: str) -> int:
    if path.startswith(INTERNAL):
        return MAX_INTERNAL_BODY
    return MAX_EVENTS_BODY if path == EVENTS else MAX_BODY


def _refuse(limit: int) -> JSONResponse:
    message = f"A request may carry {limit // 1024} KiB at most."
    return JSONResponse(error_body("too_large", message), 413, {"Connection": "close"})
