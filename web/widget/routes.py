"""The chat API over HTTP."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from sqlalchemy.orm import Session

from engine.accounts.identity import read_shop_token
from engine.conversations.service import (
    ConversationView,
    MessageView,
    StateView,
    authenticate,
    customer_name,
    messages_after,
    set_language,
    start,
    state_view,
    verify_customer,
)
from engine.errors import Unauthenticated
from engine.log import get_logger
from engine.recommend.feedback.clicks import note_opened
from web.core.parts import Use, address_of
from web.live.frames import message_json, state_json
from web.widget.schemas import Begin, Chosen, Identify, Opened, Sent
from web.widget.sending import send

log = get_logger("chat")
router = APIRouter(prefix="/api/v1/chat/conversations")


def bearer(request: Request) -> str:
    """The visitor's secret from the Authorization header. Raises Unauthenticated where there is none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthenticated("This conversation needs its visitor token.")
    return token.strip()


async def visitor(
    conversation_id: str, parts: Use, token: Annotated[str, Depends(bearer)]
) -> ConversationView:
    """The conversation, for whoever holds its secret."""
    return await parts.work.read(authenticate, conversation_id, token)


Visitor = Annotated[ConversationView, Depends(visitor)]


@router.post("", status_code=201)
async def begin(body: Begin, request: Request, parts: Use) -> dict[str, Any]:
    """Start a conversation; with the shop's token, on behalf of the customer whom the shop vouches for."""
    await parts.limits.start(address_of(request))
    customer_id = None
    if body.token:
        customer_id = read_shop_token(parts.settings.shop_secret, body.token).customer_id
    begun, token, name = await parts.work.write(_begin, body, customer_id)
    log.info("conversation started", conversation=begun.id, language=begun.language, known=bool(customer_id))
    return {
        "conversation_id": begun.id,
        "visitor_token": token,
        "state": state_json(StateView(begun.state)),
        "language": begun.language,
        "customer": {"name": name} if name else None,
        "messages": [],
    }


def _begin(
    session: Session, body: Begin, customer_id: str | None
) -> tuple[ConversationView, str, str | None]:
    begun, token = start(
        session,
        language=body.language,
        page=body.page,
        customer_id=customer_id,
        verified_by="token" if customer_id else None,
    )
    return begun, token, customer_name(session, begun.customer_id)


@router.get("/{conversation_id}/messages")
async def read(conversation: Visitor, parts: Use, after: Annotated[int, Query(ge=0)] = 0) -> dict[str, Any]:
    """Messages after a number, and who answers now."""
    messages, state = await parts.work.read(_read, conversation.id, after)
    return {"messages": [message_json(message) for message in messages], "state": state_json(state)}


def _read(session: Session, conversation_id: str, after: int) -> tuple[list[MessageView], StateView]:
    return messages_after(session, conversation_id, after), state_view(session, conversation_id)


@router.post("/{conversation_id}/messages", status_code=202)
async def post(conversation: Visitor, body: Sent, parts: Use) -> dict[str, Any]:
    """Store a message and start its turn; the answer comes over the socket or the next reading."""
    stored = await send(parts, conversation.id, body.client_id, text=body.text, button_id=body.button_id)
    return {"message": message_json(stored)}


@router.post("/{conversation_id}/identify")
async def identify(conversation: Visitor, body: Identify, parts: Use) -> dict[str, Any]:
    """Say whose conversation this is, by a token that the shop signed."""
    await parts.limits.message(conversation.id)
    customer_id = read_shop_token(parts.settings.shop_secret, body.token).customer_id
    name = await parts.work.write(_identify, conversation.id, customer_id)
    log.info("customer identified", conversation=conversation.id)
    parts.feed.queue_changed()
    return {"customer": {"name": name}}


def _identify(session: Session, conversation_id: str, customer_id: str) -> str | None:
    known = verify_customer(session, conversation_id, customer_id, "token")
    return customer_name(session, known.customer_id)


@router.post("/{conversation_id}/opened", status_code=202)
async def open_product(conversation: Visitor, body: Opened, parts: Use) -> dict[str, str]:
    """A product's card was followed to its page: a click, where this conversation has shown the product."""
    await parts.limits.message(conversation.id)
    await parts.work.write(note_opened, conversation.id, body.product_id)
    return {"status": "ok"}


@router.post("/{conversation_id}/language")
async def choose_language(conversation: Visitor, body: Chosen, parts: Use) -> dict[str, Any]:
    """Answer in this language from now on, the next button included."""
    await parts.limits.message(conversation.id)
    chosen = await parts.work.write(set_language, conversation.id, body.language)
    parts.feed.queue_changed()
    return {"language": chosen.language}
