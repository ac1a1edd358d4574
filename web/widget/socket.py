"""The chat socket: hello, catching up, then frames both ways until one side leaves."""

import asyncio
from typing import Final

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import TypeAdapter, ValidationError
from sqlalchemy.orm import Session

from engine.conversations.service import (
    MessageView,
    StateView,
    authenticate,
    messages_after,
    state_view,
)
from engine.errors import AttuneError, Invalid, TooLarge, TooMany, Unauthenticated
from engine.log import get_logger
from web.core.errors import sentence
from web.core.parts import Parts, parts_of
from web.live.frames import error_frame, message_json, state_json
from web.live.hub import CustomerOutlet
from web.live.outlet import Outlet
from web.live.wire import CLOSE_TOO_BIG, CLOSE_TRY_LATER, MAX_FRAMES, Wire, until_first
from web.widget.outgoing import Outgoing
from web.widget.schemas import ButtonFrame, ClientFrame, Hello, PingFrame, TextFrame
from web.widget.sending import send

HELLO_SECONDS: Final = 10.0
SHOWN_ID: Final = 64

log = get_logger("chat")
router = APIRouter()
_frames: TypeAdapter[ClientFrame] = TypeAdapter(ClientFrame)


@router.websocket("/api/v1/chat/conversations/{conversation_id}/socket")
async def chat(socket: WebSocket, conversation_id: str) -> None:
    """One open widget."""
    await socket.accept()
    parts = parts_of(socket)
    wire = Wire(socket, max_frames=max(MAX_FRAMES, parts.settings.messages_per_minute))
    try:
        with parts.sockets.place(conversation_id):
            await _serve(wire, parts, conversation_id)
    except WebSocketDisconnect:
        return
    except TooLarge as error:
        await wire.refuse(error, CLOSE_TOO_BIG)
    except TooMany as error:
        await wire.refuse(error, CLOSE_TRY_LATER)
    except AttuneError as error:
        await wire.refuse(error)


async def _serve(wire: Wire, parts: Parts, conversation_id: str) -> None:
    hello = await _hello(wire)
    outlet: CustomerOutlet = Outlet()
    outgoing = Outgoing(wire, outlet, parts.work, conversation_id)
    # Listen first, read then: what is said in between is queued, and sent by its number only once.
    await parts.work.read(authenticate, conversation_id, hello.token)
    parts.feed.hub.join(conversation_id, outlet)
    try:
        messages, state = await parts.work.read(_catch_up, conversation_id, hello.after)
        outgoing.sent = max([hello.after, *(message.seq for message in messages)])
        await wire.send(
            {
                "type": "welcome",
                "state": state_json(state),
                "messages": [message_json(message) for message in messages],
            }
        )
        await until_first(
            asyncio.create_task(outgoing.run()),
            asyncio.create_task(_listen(wire, parts, conversation_id, outlet)),
            asyncio.create_task(_cut_off(outlet)),
        )
    finally:
        parts.feed.hub.leave(conversation_id, outlet)


async def _hello(wire: Wire) -> Hello:
    try:
        async with asyncio.timeout(HELLO_SECONDS):
            return Hello.model_validate(await wire.receive())
    except TimeoutError as error:
        raise Unauthenticated("The first frame must come within 10 seconds.") from error
    except ValidationError as error:
        raise Invalid(f"The first frame must be a hello. {sentence(error.errors())}") from error


def _catch_up(session: Session, conversation_id: str, after: int) -> tuple[list[MessageView], StateView]:
    found: list[MessageView] = []
    while page := messages_after(session, conversation_id, found[-1].seq if found else after):
        found += page
    return found, state_view(session, conversation_id)


async def _cut_off(outlet: CustomerOutlet) -> None:
    await outlet.overflowed.wait()
    raise TooMany("This connection is too slow. Please connect again.")


async def _listen(wire: Wire, parts: Parts, conversation_id: str, outlet: CustomerOutlet) -> None:
    while True:
        try:
            raw = await wire.receive()
        except Invalid as error:
            outlet.offer(error_frame(error.code, error.message))
            continue
        client_id = _client_id(raw)
        try:
            await _take(_frames.validate_python(raw), parts, conversation_id, outlet)
        except ValidationError as error:
            outlet.offer(error_frame("invalid", sentence(error.errors()), client_id))
        except AttuneError as error:
            outlet.offer(error_frame(error.code, error.message, client_id))
        except Exception:
            log.exception("frame failed", conversation=conversation_id)
            outlet.offer(
                error_frame("unavailable", "That did not work just now. Please try again.", client_id)
            )


async def _take(frame: ClientFrame, parts: Parts, conversation_id: str, outlet: CustomerOutlet) -> None:
    if isinstance(frame, TextFrame | ButtonFrame):
        text = frame.text if isinstance(frame, TextFrame) else None
        button_id = frame.button_id if isinstance(frame, ButtonFrame) else None
        # Once begun it runs to its end, even where the socket breaks meanwhile: the turn must be started.
        await asyncio.shield(
            send(parts, conversation_id, frame.client_id, text=text, button_id=button_id, origin=outlet)
        )
    elif isinstance(frame, PingFrame):
        outlet.offer({"type": "pong"})
    else:
        parts.feed.customer_typing(conversation_id)


def _client_id(raw: object) -> str | None:
    """The client id of a frame that may be of any shape, so that a refusal can name it."""
    given = raw.get("client_id") if isinstance(raw, dict) else None
    return given if isinstance(given, str) and len(given) <= SHOWN_ID and given.isprintable() else None
