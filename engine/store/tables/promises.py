"""What the assistant promised a customer, and what became of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base
from engine.store.types import UtcDateTime


class Promise(Base):
    """One promise: of an order, of its refund, or of a hand-off. While it is open, whoever asks again hears
    the same moment."""

    __tablename__ = "promises"
    __table_args__ = (Index("ix_promises_state_due_at", "state", "due_at"),)

    id: Mapped[str] = mapped_column(String(120), primary_key=True)
    """The customer's message, its kind and what it is of: a turn that is tried again finds it."""
    customer_id: Mapped[str | None] = mapped_column(
        ForeignKey("customers.id", ondelete="CASCADE"), index=True
    )
    """None: a person was promised to somebody who has not proved who they are."""
    order_id: Mapped[str | None] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    """Of delivery and refund."""
    handoff_id: Mapped[str | None] = mapped_column(ForeignKey("handoffs.id", ondelete="CASCADE"), index=True)
    """Of callback."""
    conversation_id: Mapped[str | None] = mapped_column(
        ForeignKey("conversations.id", ondelete="SET NULL"), index=True
    )
    message_id: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))
    """delivery, refund (the money is there) or callback (a person has answered)."""
    stated_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    share: Mapped[float]
    """Of such orders that meet the moment, by the record: .9."""
    evidence: Mapped[int]
    """Past ones that it rests on."""
    basis: Mapped[str] = mapped_column(String(60))
    """What these have in common with this one, such as "stage country weekday"; empty: nothing more."""
    state: Mapped[str] = mapped_column(String(8))
    """open, kept, broken, or void (cancelled, arrived nobody knows when, or closed unanswered)."""
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    at_risk_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it was seen to be likelier broken than kept: a task for the staff from then on."""
    renewed_due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """The moment that the customer was told instead."""
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When we told the customer so, unasked: once."""
    looked_into_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When somebody of the staff had dealt with the task."""
    looked_into_by: Mapped[str | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))
