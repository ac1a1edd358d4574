"""Storing what a customer sends, telling everybody, and starting the turn: the same over HTTP and socket."""

from engine.conversations.service import (
    MessageView,
    Posted,
    find_sent,
    post_customer_message,
)
from engine.errors import TooMany
from engine.log import get_logger
from web.core.parts import Parts
from web.live.hub import Acknowledged, CustomerOutlet

log = get_logger("chat")


async def send(
    parts: Parts,
    conversation_id: str,
    client_id: str,
    *,
    text: str | None = None,
    button_id: str | None = None,
    origin: CustomerOutlet | None = None,
) -> MessageView:
    """Store a message of the customer; returns once it is committed, and its turn has been started.

    `origin` is the socket it came from, which gets its acknowledgement. Sending again what was stored
    gets the first message, even above the limit. Raises what `post_customer_message` raises, and TooMany.
    """
    try:
        await parts.limits.message(conversation_id)
    except TooMany:
        known = await parts.work.read(find_sent, conversation_id, client_id)
        if known is None:
            raise
        _acknowledge(known, client_id, origin)
        return known
    posted = await parts.work.write(
        post_customer_message,
        conversation_id,
        client_id,
        text=text,
        button_id=button_id,
        max_stored=parts.settings.max_stored_chars,
        lease_seconds=parts.dispatcher.lease_seconds,
    )
    _acknowledge(posted.message, client_id, origin)
    if posted.turn is not None:
        parts.dispatcher.submit(posted.turn)
    if posted.new:
        await _tell(parts, conversation_id, posted, origin)
    return posted.message


def _acknowledge(message: MessageView, client_id: str, origin: CustomerOutlet | None) -> None:
    if origin is not None:
        origin.offer(Acknowledged(client_id, message))


async def _tell(parts: Parts, conversation_id: str, posted: Posted, origin: CustomerOutlet | None) -> None:
    log.info(
        "message stored",
        conversation=conversation_id,
        message=posted.message.id,
        seq=posted.message.seq,
        state=posted.after,
    )
    parts.feed.said(conversation_id, [posted.message], but=origin)
    if posted.before != posted.after:
        await parts.feed.state_changed(conversation_id)
    elif posted.after != "bot":
        parts.feed.queue_changed()
