"""Customers' messages that a person should look at before the next training."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base
from engine.store.types import Json, JsonDict, UtcDateTime


class InboxItem(Base):
    """One text, however many customers wrote it, with what the model guessed and what a person says it is."""

    __tablename__ = "inbox_items"
    __table_args__ = (Index("ix_inbox_items_state_last_at", "state", "last_at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of language and normalised text: equal messages are one item."""
    language: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    """With stand-ins for whatever identifies a person."""
    guesses: Mapped[list[JsonDict]] = mapped_column(Json, default=list)
    """[{"name", "confidence"}], the likeliest first, as the model said last."""
    entities: Mapped[list[JsonDict]] = mapped_column(Json, default=list)
    """[{"start", "end", "entity"}] in `text`, as the model found them."""
    sentiment: Mapped[str | None] = mapped_column(String(10))
    """The model's reading."""
    corrected: Mapped[JsonDict | None] = mapped_column(Json)
    """What an agent said it is, {"intent", "sentiment"}."""
    state: Mapped[str] = mapped_column(String(10), default="open")
    """open, labelled, written or dismissed."""
    label: Mapped[JsonDict | None] = mapped_column(Json)
    """{"intent", "text", "entities", "sentiment"}."""
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    first_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)


class InboxSource(Base):
    """A message that brought its text into the inbox, once a reason."""

    __tablename__ = "inbox_sources"

    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(12), primary_key=True)
    """fallback, unsure, handoff, corrected or gap."""
    item_id: Mapped[str] = mapped_column(ForeignKey("inbox_items.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Watermark(Base):
    """Up to which moment a collector has read."""

    __tablename__ = "watermarks"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
