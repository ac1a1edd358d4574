"""Signing in and out."""

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from engine.accounts.staff import (
    OpenedSession,
    StaffView,
    authenticate,
    close_session,
    open_session,
)
from engine.errors import Unauthenticated
from engine.log import get_logger
from web.core.auth import COOKIE, Agent, clear_cookie, set_cookie
from web.core.parts import Use, address_of

log = get_logger("staff")
router = APIRouter(prefix="/api/v1/staff")


class Login(BaseModel):
    email: Annotated[str, Field(max_length=254)]
    password: Annotated[str, Field(max_length=1024)]


@router.post("/login")
async def login(body: Login, request: Request, response: Response, parts: Use) -> dict[str, Any]:
    """Sign this browser in. Ten failures in a quarter of an hour, by address or account, are the limit."""
    keys = (f"address:{address_of(request)}", f"account:{body.email.strip().lower()}")
    await parts.limits.check_login(*keys)
    try:
        # Checking a password takes its time on purpose; not on the thread that writes chats.
        staff = await parts.work.read(authenticate, body.email, body.password)
    except Unauthenticated:
        await parts.limits.failed_login(*keys)
        log.warning("sign-in failed")
        raise
    opened: OpenedSession = await parts.work.write(_open, staff.id)
    set_cookie(response, opened, parts.settings, request.url.scheme)
    log.info("signed in", staff=staff.id)
    return {"staff": _staff_json(staff), "csrf": opened.csrf}


def _open(session: Session, staff_id: str) -> OpenedSession:
    return open_session(session, staff_id)


@router.post("/logout")
async def logout(who: Agent, request: Request, response: Response, parts: Use) -> dict[str, str]:
    """Sign this browser out."""
    await parts.work.write(close_session, request.cookies.get(COOKIE, ""))
    clear_cookie(response)
    log.info("signed out", staff=who.staff.id)
    return {"status": "ok"}


@router.get("/me")
async def me(who: Agent) -> dict[str, Any]:
    """Who is signed in, and the token that the page adds to every change."""
    return {"staff": _staff_json(who.staff), "csrf": who.csrf}


def _staff_json(staff: StaffView) -> dict[str, str]:
    return {"id": staff.id, "name": staff.name, "email": staff.email, "role": staff.role}
