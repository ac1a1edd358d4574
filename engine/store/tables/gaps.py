"""What customers say about themselves, and how it differed from what was expected of them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, false, true
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base
from engine.store.types import Json, JsonDict, UtcDateTime


class Report(Base):
    """One statement of a customer. Nothing is written over: what no longer holds says why in `state`."""

    __tablename__ = "reports"
    __table_args__ = (Index("ix_reports_customer_id_kind", "customer_id", "kind"),)

    id: Mapped[str] = mapped_column(String(140), primary_key=True)
    """Its event's id, and its number among the event's statements."""
    event_id: Mapped[str] = mapped_column(String(120), index=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(24))
    """behaviour, category, brand, style, occasion, delivery or budget."""
    value: Mapped[str] = mapped_column(String(120))
    """Empty once it was removed."""
    wanted: Mapped[bool]
    """False: the customer does not want this."""
    source: Mapped[str] = mapped_column(String(16))
    """chat, onboarding, survey, import or customer."""
    confidence: Mapped[float]
    """Within (0, 1]: by source, less where the customer has said otherwise as well."""
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(10))
    """current, replaced (said otherwise later), corrected or removed (both by the customer)."""
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Onboarding(Base):
    """That a customer of whom nothing was known was asked what they like: once, whatever they answered."""

    __tablename__ = "onboardings"

    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True)
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    question: Mapped[str] = mapped_column(String(24))
    """The one that waits for its answer; empty where none does."""
    shown: Mapped[list[str]] = mapped_column(Json)
    """Categories that it does not name."""
    turn: Mapped[str] = mapped_column(String(140))
    """Key of the turn that asked it, so that a retry neither asks nor answers twice."""


class ReportChoice(Base):
    """What a customer allows. No row: everything but offers."""

    __tablename__ = "report_choices"

    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True)
    keep: Mapped[bool]
    """Whether what the customer says about themselves may be kept."""
    ask: Mapped[bool]
    """Whether the assistant may ask about them."""
    personalise: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Whether what they did and said may choose what they are shown."""
    offers: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether messages that they did not ask for may come to them; only where they said so."""
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class GapBaseline(Base):
    """What is expected of the shop's customers in one family of topics, as of the last rebuild."""

    __tablename__ = "gap_baselines"

    family: Mapped[str] = mapped_column(String(12), primary_key=True)
    """behaviour or category."""
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    shares: Mapped[JsonDict] = mapped_column(Json)
    """Topic to its share among all customers."""
    precision: Mapped[float | None]
    """How many deeds an expectation is worth; NULL where that cannot be told."""
    customers: Mapped[int]
    """Who it was learnt from."""


class CustomerGap(Base):
    """A customer's gap at the time of a rebuild; a row is added where it has changed."""

    __tablename__ = "customer_gaps"
    __table_args__ = (Index("ix_customer_gaps_customer_id_family_at", "customer_id", "family", "at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"))
    family: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    said: Mapped[int]
    total_bits: Mapped[float]
    topics: Mapped[list[JsonDict]] = mapped_column(Json)
    """[{"topic", "said", "expected", "delta", "low", "high", "flagged"}], those that were said or flagged."""


class AskedQuestion(Base):
    """A question about themselves that a customer was asked; the same one is never asked again."""

    __tablename__ = "asked_questions"

    id: Mapped[str] = mapped_column(String(140), primary_key=True)
    """The key of the turn that asked, so that a turn tried again asks once."""
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"), index=True)
    conversation_id: Mapped[str | None] = mapped_column(String(32), index=True)
    attribute: Mapped[str] = mapped_column(String(80))
    """What it is about: a category's id, "brand:" with a brand, "budget:" with cents."""
    bits: Mapped[float]
    """What the answer was expected to tell about the kind of customer."""
    gain: Mapped[float]
    """By how much the list was expected to get better, as a share of a list of nothing but hits."""
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer: Mapped[str | None] = mapped_column(String(8))
    """yes, no, skip or stop; NULL while there is none."""
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
