"""Conversations, their messages, and what still has to be done about them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base
from engine.store.types import Json, JsonDict, UtcDateTime


class Conversation(Base):
    """Who talks with us and who on our side holds the conversation."""

    __tablename__ = "conversations"
    __table_args__ = (Index("ix_conversations_state_updated_at", "state", "updated_at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the visitor's secret; the secret itself is not stored."""
    customer_id: Mapped[str | None] = mapped_column(
        ForeignKey("customers.id", ondelete="SET NULL"), index=True
    )
    verified_by: Mapped[str | None] = mapped_column(String(24))
    """token, email_order or name_postcode; NULL while nobody proved who they are."""
    state: Mapped[str] = mapped_column(String(12), default="bot")
    """bot, waiting, human, resolved or snoozed."""
    holder_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"), index=True)
    language: Mapped[str] = mapped_column(String(8), default="en")
    page: Mapped[str | None] = mapped_column(String(500))
    next_seq: Mapped[int] = mapped_column(default=1)
    fallbacks: Mapped[int] = mapped_column(default=0)
    """Messages in a row that the bot did not understand."""
    staff_seen_seq: Mapped[int] = mapped_column(default=0)
    snoozed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Message(Base):
    """One message; `seq` counts from 1 within its conversation, without gaps."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "seq"),
        UniqueConstraint("conversation_id", "client_id"),
        Index("ix_messages_created_at", "created_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), index=True
    )
    seq: Mapped[int]
    author: Mapped[str] = mapped_column(String(10))
    """customer, bot, staff or system."""
    staff_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))
    note: Mapped[bool] = mapped_column(default=False)
    """A remark among staff that the customer never sees."""
    text: Mapped[str] = mapped_column(Text, default="")
    content: Mapped[JsonDict] = mapped_column(Json, default=dict)
    """{"buttons": [...], "cards": [...]} as the widget gets them."""
    command: Mapped[str | None] = mapped_column(Text)
    """The payload behind a button that the customer pressed."""
    client_id: Mapped[str | None] = mapped_column(String(64))
    reply_to: Mapped[str | None] = mapped_column(String(32), index=True)
    """The customer's message that this one answers."""
    nlu: Mapped[JsonDict | None] = mapped_column(Json)
    """What the turn engine understood, on customers' messages."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Correction(Base):
    """What an agent says a customer's message really meant; the last word of several counts."""

    __tablename__ = "corrections"

    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    intent: Mapped[str | None] = mapped_column(String(60))
    sentiment: Mapped[str | None] = mapped_column(String(10))
    staff_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Button(Base):
    """A button that was really offered; customers send its id, never its payload."""

    __tablename__ = "buttons"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), index=True
    )
    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(Text)
    payload: Mapped[str] = mapped_column(Text)


class Outbox(Base):
    """A customer's message that still has to get its turn."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_state_due_at", "state", "due_at"),)

    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), index=True
    )
    seq: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default="pending")
    """pending, done or dropped (a person took over before its turn came)."""
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Until when one dispatcher has it for itself."""
    told_down_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the customer was told that the assistant is not reachable."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    error: Mapped[str | None] = mapped_column(Text)


class Handoff(Base):
    """A conversation's passage from the bot to a person."""

    __tablename__ = "handoffs"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), index=True
    )
    reason: Mapped[str] = mapped_column(String(40))
    """asked, fallbacks, negative_sentiment, rule, bot_down or staff."""
    detail: Mapped[str | None] = mapped_column(Text)
    card: Mapped[JsonDict] = mapped_column(Json, default=dict)
    requested_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    claimed_by: Mapped[str | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str | None] = mapped_column(String(20))
