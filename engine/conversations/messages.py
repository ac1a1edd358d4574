"""Messages: giving them their number, reading them in order."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from engine.conversations.rows import found, table_of
from engine.conversations.views import Author, BotButton, ButtonView, MessageView
from engine.store.ids import new_id
from engine.store.tables import Button, Conversation, Message, Staff
from engine.store.types import utc_now

MAX_READ = 500

# Statements of the way from a customer's message to its answer are made once: building them anew
# takes SQLAlchemy several times as long as running them takes the database.
_INSERT_MESSAGE = insert(table_of(Message))
_INSERT_BUTTONS = insert(table_of(Button))
_SENT = select(Message).where(
    Message.conversation_id == bindparam("conversation_id"), Message.client_id == bindparam("client_id")
)


def append(
    session: Session,
    conversation: Conversation,
    author: Author,
    text: str,
    *,
    buttons: Sequence[BotButton] = (),
    cards: Sequence[Mapping[str, Any]] = (),
    staff_id: str | None = None,
    note: bool = False,
    command: str | None = None,
    client_id: str | None = None,
    reply_to: str | None = None,
    now: datetime | None = None,
) -> Message:
    """Add a message with the next number; the row of `conversation` must be locked (see `rows.locked`).

    The message that is returned is a copy: changing it changes nothing in the database.
    """
    moment = now or utc_now()
    offers = _Offers(conversation.id, new_id())
    content: dict[str, Any] = {}
    if buttons:
        content["buttons"] = [offers.add(button) for button in buttons]
    if cards:
        content["cards"] = [offers.card(card) for card in cards]
    values: dict[str, Any] = {
        "id": offers.message_id,
        "conversation_id": conversation.id,
        "seq": conversation.next_seq,
        "author": author,
        "staff_id": staff_id,
        "note": note,
        "text": text,
        "content": content,
        "command": command,
        "client_id": client_id,
        "reply_to": reply_to,
        "created_at": moment,
    }
    session.execute(_INSERT_MESSAGE, values)
    if offers.rows:
        session.execute(_INSERT_BUTTONS, offers.rows)
    conversation.next_seq += 1
    conversation.updated_at = moment
    return Message(**values)


class _Offers:
    """The buttons of one message, on it and on its cards, each with an id that says nothing."""

    def __init__(self, conversation_id: str, message_id: str) -> None:
        self.conversation_id, self.message_id = conversation_id, message_id
        self.rows: list[dict[str, str]] = []

    def add(self, button: BotButton) -> dict[str, str]:
        """Keep the payload here; what the customer gets is id and title."""
        id_ = new_id()
        self.rows.append(
            {
                "id": id_,
                "conversation_id": self.conversation_id,
                "message_id": self.message_id,
                "title": button.title,
                "payload": button.payload,
            }
        )
        return {"id": id_, "title": button.title}

    def card(self, card: Mapping[str, Any]) -> dict[str, Any]:
        """The card with its buttons replaced in the same way."""
        buttons = cast("Sequence[Mapping[str, Any]]", card.get("buttons") or ())
        listed = [
            self.add(BotButton(str(one.get("title") or ""), str(one.get("payload") or ""))) for one in buttons
        ]
        return {**card, "buttons": listed}


def messages_after(
    session: Session, conversation_id: str, after: int = 0, *, notes: bool = False, limit: int = MAX_READ
) -> list[MessageView]:
    """Messages with a greater number than `after`, in order; remarks among staff only where `notes`."""
    query = (
        select(Message, Staff.name)
        .outerjoin(Staff, Staff.id == Message.staff_id)
        .where(Message.conversation_id == conversation_id, Message.seq > after)
        .order_by(Message.seq)
        .limit(limit)
    )
    if not notes:
        query = query.where(Message.note.is_(False))
    return [view(message, name) for message, name in session.execute(query)]


def last_seq(session: Session, conversation_id: str) -> int:
    """The number of the newest message, 0 where there is none. Raises NotFound."""
    return found(session, conversation_id).next_seq - 1


def by_client_id(session: Session, conversation_id: str, client_id: str) -> Message | None:
    """The message that was already stored for this sending, if any."""
    return session.scalar(_SENT, {"conversation_id": conversation_id, "client_id": client_id})


def view(message: Message, name: str | None = None) -> MessageView:
    """The message as a value; `name` is the staff member's, where one wrote it."""
    content = message.content or {}
    return MessageView(
        id=message.id,
        conversation_id=message.conversation_id,
        seq=message.seq,
        author=cast(Author, message.author),
        name=name,
        text=message.text,
        buttons=tuple(ButtonView(b["id"], b["title"]) for b in content.get("buttons", ())),
        cards=tuple(content.get("cards", ())),
        created_at=message.created_at,
        client_id=message.client_id,
        reply_to=message.reply_to,
        note=message.note,
        nlu=message.nlu,
    )
