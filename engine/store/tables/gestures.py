"""Small gestures for customers whom we let down, and the money that they take."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base
from engine.store.types import UtcDateTime


class Gesture(Base):
    """An agent's decision about one gesture; its id is what it makes good, so there is one decision each."""

    __tablename__ = "gestures"

    id: Mapped[str] = mapped_column(String(160), primary_key=True)
    """promise:<id of a broken promise> or problem:<conversation>."""
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"), index=True)
    conversation_id: Mapped[str | None] = mapped_column(
        ForeignKey("conversations.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[str] = mapped_column(String(16))
    """shipping_refund, coupon, free_return or note."""
    cents: Mapped[int]
    reason: Mapped[str] = mapped_column(String(16))
    """broken_promise, second_problem or high_stake."""
    count: Mapped[int]
    """Broken promises or conversations with trouble that it rests on."""
    state: Mapped[str] = mapped_column(String(8))
    """granted or declined."""
    month: Mapped[str] = mapped_column(String(7), index=True)
    """YYYY-MM in the shop's time zone, whose budget it is of."""
    reference: Mapped[str] = mapped_column(String(12))
    """What the customer can name; empty where it was declined."""
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))


class GestureBudget(Base):
    """What the gestures of a month took; added to where the sum stays within the budget, and only there."""

    __tablename__ = "gesture_budgets"

    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    spent_cents: Mapped[int]
