"""The event log: what customers did, said about themselves, and were shown."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base
from engine.store.types import Json, JsonDict, UtcDateTime


class Event(Base):
    """One fact, never changed. `id` is the sender's event id, so that sending twice changes nothing."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_customer_id_at", "customer_id", "at"),
        Index("ix_events_type_at", "type", "at"),
    )

    id: Mapped[str] = mapped_column(String(120), primary_key=True)
    type: Mapped[str] = mapped_column(String(24))
    """view, search, purchase, return, rating, question, impression, click, reject or report."""
    customer_id: Mapped[str | None] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"))
    conversation_id: Mapped[str | None] = mapped_column(String(32), index=True)
    product_id: Mapped[str | None] = mapped_column(String(60), index=True)
    at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """NULL where the source does not say when."""
    value: Mapped[float | None]
    """Stars of a rating, pieces of a purchase or return."""
    order_id: Mapped[str | None] = mapped_column(String(40), index=True)
    """The basket that a purchase, return or rating belongs to."""
    cents: Mapped[int | None] = mapped_column(BigInteger)
    """Money of a purchase or return: unit price times pieces, never negative; NULL where not known."""
    data: Mapped[JsonDict] = mapped_column(Json, default=dict)
