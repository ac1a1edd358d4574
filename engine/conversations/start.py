"""Beginning a conversation, proving that it is one's own, and whose it is."""

import hmac
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.accounts.merged import current_id
from engine.accounts.names import whole_name
from engine.conversations.rows import found, locked
from engine.conversations.tokens import hash_token, new_visitor_token
from engine.conversations.views import (
    ConversationView,
    PastConversation,
    StateView,
    language_of,
    state_of,
)
from engine.conversations.waiting import queue_position
from engine.errors import Conflict, NotFound, Unauthenticated
from engine.store.ids import new_id
from engine.store.tables import AuditEntry, Conversation, Customer, Message, Staff
from engine.store.types import utc_now

MAX_PAGE = 500
PAST = 10


def start(
    session: Session,
    *,
    language: str | None = None,
    page: str | None = None,
    customer_id: str | None = None,
    verified_by: str | None = None,
    now: datetime | None = None,
) -> tuple[ConversationView, str]:
    """A new conversation and the visitor's secret for it, which is shown this once.

    A customer whom the shop vouched for is given with `verified_by="token"`. Raises NotFound where there is
    no such customer.
    """
    customer_id = None if customer_id is None else current_id(session, customer_id)
    customer = None if customer_id is None else session.get(Customer, customer_id)
    if customer_id is not None and customer is None:
        raise NotFound("The shop's token names a customer who does not exist.")
    token, moment = new_visitor_token(), now or utc_now()
    preferred = language or (customer.language if customer else None)
    row = Conversation(
        id=new_id(),
        token_hash=hash_token(token),
        customer_id=customer_id,
        verified_by=verified_by if customer_id else None,
        state="bot",
        language=language_of(preferred),
        page=page[:MAX_PAGE] if page else None,
        next_seq=1,
        fallbacks=0,
        staff_seen_seq=0,
        created_at=moment,
        updated_at=moment,
    )
    session.add(row)
    session.flush()
    return conversation_view(row), token


def authenticate(session: Session, conversation_id: str, token: str) -> ConversationView:
    """The conversation of this secret. Raises Unauthenticated, alike for a wrong id and a wrong secret."""
    row = session.get(Conversation, conversation_id)
    stored = row.token_hash if row else ""
    if not hmac.compare_digest(stored, hash_token(token)) or row is None:
        raise Unauthenticated("This conversation is not yours or no longer exists. Please start a new one.")
    return conversation_view(row)


def get_conversation(session: Session, conversation_id: str) -> ConversationView:
    """The conversation as it is now. Raises NotFound."""
    row = session.get(Conversation, conversation_id, populate_existing=True)
    if row is None:
        raise NotFound("This conversation does not exist.")
    return conversation_view(row)


def verify_customer(session: Session, conversation_id: str, customer_id: str, how: str) -> ConversationView:
    """Write down whose conversation this is and how that was proved (token, email_order, name_postcode).

    Raises NotFound where there is no such customer, Conflict where the conversation is somebody else's.
    """
    row = locked(session, conversation_id)
    customer_id = current_id(session, customer_id)
    if session.get(Customer, customer_id) is None:
        raise NotFound("There is no such customer.")
    if row.customer_id not in (None, customer_id):
        raise Conflict("This conversation belongs to another customer. Please start a new one.")
    if row.customer_id is None or row.verified_by is None:
        row.customer_id, row.verified_by, row.updated_at = customer_id, how, utc_now()
        session.add(
            AuditEntry(
                id=new_id(),
                at=row.updated_at,
                actor=f"conversation:{conversation_id}",
                action="identity.proved",
                subject=f"customer:{customer_id}",
                data={"how": how},
            )
        )
        session.flush()
    return conversation_view(row)


def state_view(session: Session, conversation_id: str) -> StateView:
    """Who answers now, with the agent's name or the place in the queue. Raises NotFound."""
    row = found(session, conversation_id)
    if row.state == "waiting":
        return StateView("waiting", position=queue_position(session, conversation_id))
    agent = session.get(Staff, row.holder_id) if row.state == "human" and row.holder_id else None
    return StateView(state_of(row.state), agent=agent.name if agent else None)


def customer_name(session: Session, customer_id: str | None) -> str | None:
    """First and last name, or the id where the shop knows none."""
    customer = None if customer_id is None else session.get(Customer, customer_id)
    if customer is None:
        return None
    return whole_name(customer.first_name, customer.last_name) or customer.id


def past_conversations(
    session: Session, customer_id: str, *, but: str | None = None, days: int = 365
) -> list[PastConversation]:
    """The customer's last ten conversations other than `but`, newest first, with their last words."""
    last = (
        select(Message.text)
        .where(Message.conversation_id == Conversation.id, Message.author.in_(("customer", "staff")))
        .where(Message.note.is_(False))
        .order_by(Message.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Conversation.id, Conversation.created_at, Conversation.state, last)
        .where(Conversation.customer_id == customer_id, Conversation.next_seq > 1)
        .where(Conversation.id != (but or ""), Conversation.created_at > utc_now() - timedelta(days=days))
        .order_by(Conversation.created_at.desc())
        .limit(PAST)
    )
    return [PastConversation(id_, at, state_of(state), text or "") for id_, at, state, text in rows]


def conversation_view(row: Conversation) -> ConversationView:
    """The row as a value."""
    return ConversationView(
        id=row.id,
        customer_id=row.customer_id,
        language=language_of(row.language),
        state=state_of(row.state),
        verified_by=row.verified_by,
        holder_id=row.holder_id,
        created_at=row.created_at,
    )
