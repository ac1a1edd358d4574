"""What customers expect of the service and what they got, as they say it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base
from engine.store.types import UtcDateTime


class ServiceAnswer(Base):
    """One question about the service and its two answers, or what a text or an import says of it."""

    __tablename__ = "service_answers"
    __table_args__ = (
        Index("ix_service_answers_customer_id_asked_at", "customer_id", "asked_at"),
        Index("ix_service_answers_source_answered_at", "source", "answered_at"),
    )

    id: Mapped[str] = mapped_column(String(160), primary_key=True)
    """The key of the turn that asked, or what it was read from: taken once, however often it is read."""
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"))
    conversation_id: Mapped[str | None] = mapped_column(String(32), index=True)
    dimension: Mapped[str] = mapped_column(String(16))
    """reliability, responsiveness, assurance, empathy or tangibles."""
    expected: Mapped[int | None]
    """1 to 5; NULL while it is not answered, where the source does not say, and once it was removed."""
    experienced: Mapped[int | None]
    source: Mapped[str] = mapped_column(String(8))
    """chat (asked there), text (read from what they wrote) or import."""
    origin: Mapped[str | None] = mapped_column(String(120))
    """The message or event that it was read from."""
    confidence: Mapped[float]
    """Within (0, 1]: by source; a text's also by how sure its reading was."""
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When there was something of both halves, or of the one that the source has."""
    state: Mapped[str] = mapped_column(String(8))
    """asked, answered, skipped, stopped, or removed by the customer."""
