"""Signed-in staff: the cookie, and the header that a page of ours adds to every change."""

from typing import Annotated, Final

from fastapi import Depends, Request
from starlette.requests import HTTPConnection
from starlette.responses import Response

from engine.accounts.staff import OpenedSession, SignedIn, check_csrf, session_staff
from engine.errors import Forbidden, Unauthenticated
from engine.settings import Settings
from web.core.parts import Parts, Use, parts_of

COOKIE: Final = "attune_session"
CSRF_HEADER: Final = "X-CSRF-Token"
_READS: Final = ("GET", "HEAD", "OPTIONS")


async def signed_in(request: Request, parts: Use) -> SignedIn:
    """Who is signed in. Raises Unauthenticated; Forbidden for a change without the page's token."""
    who = await session_of(request, parts)
    if request.method not in _READS:
        check_csrf(who, request.headers.get(CSRF_HEADER))
    return who


async def session_of(connection: HTTPConnection, parts: Parts | None = None) -> SignedIn:
    """Who is signed in with this connection's cookie. Raises Unauthenticated."""
    token = connection.cookies.get(COOKIE)
    who = None
    if token:
        who = await (parts or parts_of(connection)).work.read(session_staff, token)
    if who is None:
        raise Unauthenticated("Please sign in.")
    return who


async def signed_in_admin(request: Request, parts: Use) -> SignedIn:
    """Who is signed in, where that is an admin. Raises as `signed_in`, and Forbidden for an agent."""
    who = await signed_in(request, parts)
    if who.staff.role != "admin":
        raise Forbidden("Only admins may do this. Ask one of them, or sign in with an admin's account.")
    return who


Agent = Annotated[SignedIn, Depends(signed_in)]
"""Type of a route's argument that only signed-in staff may fill."""

Admin = Annotated[SignedIn, Depends(signed_in_admin)]
"""Type of a route's argument that only signed-in admins may fill."""


def set_cookie(response: Response, opened: OpenedSession, settings: Settings, scheme: str) -> None:
    """Sign the browser in: a cookie that no script reads and no other site sends."""
    response.set_cookie(
        COOKIE,
        opened.token,
        expires=opened.expires_at,
        path="/",
        httponly=True,
        samesite="strict",
        secure=scheme == "https" or settings.public_url.startswith("https:"),
    )


def clear_cookie(response: Response) -> None:
    """Sign the browser out."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
