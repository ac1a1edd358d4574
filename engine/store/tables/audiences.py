"""Saved filters over customers, the message that goes to them, and who was held out."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base
from engine.store.types import Json, JsonDict, LocalizedText, UtcDateTime


class Audience(Base):
    """One filter with its message. Nothing goes out before it runs; once it ran, filter and message stay."""

    __tablename__ = "audiences"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    filter: Mapped[JsonDict] = mapped_column(Json)
    """As engine.audiences.criteria.Criteria."""
    message: Mapped[LocalizedText] = mapped_column(Json)
    suggest: Mapped[bool]
    """Whether a button below the message asks for suggestions."""
    holdout: Mapped[float]
    """Share of those who fit to whom nothing is sent, within (0, 1)."""
    days: Mapped[int]
    """Within so many days of entering the audience a purchase counts."""
    state: Mapped[str] = mapped_column(String(10))
    """draft, running or stopped."""
    created_by: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    stopped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AudienceMember(Base):
    """A customer who entered an audience, by chance told or held out; that never changes."""

    __tablename__ = "audience_members"
    __table_args__ = (
        Index("ix_audience_members_audience_id_arm", "audience_id", "arm"),
        Index("ix_audience_members_customer_id_sent_at", "customer_id", "sent_at"),
    )

    id: Mapped[str] = mapped_column(String(120), primary_key=True)
    """The audience's id and the customer's when they entered: nobody enters twice."""
    audience_id: Mapped[str] = mapped_column(ForeignKey("audiences.id", ondelete="CASCADE"))
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"))
    arm: Mapped[str] = mapped_column(String(8))
    """told or held."""
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    message_id: Mapped[str | None] = mapped_column(String(32))
