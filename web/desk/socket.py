"""The desk's socket: one way, from us to the agent, but for a ping."""

import asyncio
from urllib.parse import urlsplit

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from engine.errors import AttuneError, Forbidden, Invalid, TooLarge, TooMany, Unauthenticated
from web.core.auth import session_of
from web.core.parts import Parts, parts_of
from web.live.hub import DeskOutlet
from web.live.outlet import Outlet
from web.live.wire import CLOSE_TOO_BIG, CLOSE_TRY_LATER, Wire, until_first

SESSION_CHECK_SECONDS = 60.0

router = APIRouter()


@router.websocket("/api/v1/desk/socket")
async def desk(socket: WebSocket) -> None:
    """One open desk."""
    parts = parts_of(socket)
    await socket.accept()
    wire = Wire(socket)
    try:
        check_origin(socket, parts.settings.public_url)
        who = await session_of(socket)
        with parts.sockets.place(f"staff:{who.staff.id}"):
            await _serve(wire, parts, socket)
    except WebSocketDisconnect:
        return
    except TooLarge as error:
        await wire.refuse(error, CLOSE_TOO_BIG)
    except TooMany as error:
        await wire.refuse(error, CLOSE_TRY_LATER)
    except AttuneError as error:
        await wire.refuse(error)


def check_origin(socket: WebSocket, public_url: str) -> None:
    """Raise Forbidden for a page of another site: browsers send our cookie with its sockets too."""
    origin = socket.headers.get("origin")
    own = {socket.headers.get("host", ""), urlsplit(public_url).netloc}
    if origin is not None and urlsplit(origin).netloc not in own - {""}:
        raise Forbidden("The desk can be opened from its own address only.")


async def _serve(wire: Wire, parts: Parts, socket: WebSocket) -> None:
    outlet: DeskOutlet = Outlet()
    outlet.offer({"type": "queue"})
    parts.feed.hub.join_desk(outlet)
    try:
        await until_first(
            asyncio.create_task(_send(wire, outlet)),
            asyncio.create_task(_listen(wire, outlet)),
            asyncio.create_task(_cut_off(outlet)),
            asyncio.create_task(_still_signed_in(socket)),
        )
    finally:
        parts.feed.hub.leave_desk(outlet)


async def _send(wire: Wire, outlet: DeskOutlet) -> None:
    while True:
        await wire.send(await outlet.take())


async def _listen(wire: Wire, outlet: DeskOutlet) -> None:
    while True:
        frame = await wire.receive()
        if not isinstance(frame, dict) or frame.get("type") != "ping":
            raise Invalid("The desk's socket takes nothing but a ping.")
        outlet.offer({"type": "pong"})


async def _cut_off(outlet: DeskOutlet) -> None:
    await outlet.overflowed.wait()
    raise TooMany("This connection is too slow. Please connect again.")


async def _still_signed_in(socket: WebSocket) -> None:
    """End the socket soon after its session ended: signed out elsewhere, expired, account closed."""
    while True:
        await asyncio.sleep(SESSION_CHECK_SECONDS)
        try:
            await session_of(socket)
        except Unauthenticated as error:
            raise Unauthenticated("You are signed out.") from error
