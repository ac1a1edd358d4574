"""What was mined from the log, and the list of what a person should look at."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base
from engine.store.types import Json, JsonDict, UtcDateTime


class MiningRun(Base):
    """When a part was mined last, and out of which part of the log."""

    __tablename__ = "mining_runs"

    part: Mapped[str] = mapped_column(String(12), primary_key=True)
    """rules, forecasts or anomalies."""
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    window_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    window_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """The first and the last moment of the log that it saw; NULL where the log has none."""
    summary: Mapped[JsonDict] = mapped_column(Json, default=dict)


class AssociationRule(Base):
    """Who buys the antecedents buys the consequent: product ids, and the measures of the rule."""

    __tablename__ = "association_rules"

    id: Mapped[int] = mapped_column(primary_key=True)
    """Counts from 1, the most confident rule first."""
    antecedents: Mapped[list[str]] = mapped_column(Json)
    consequent: Mapped[str] = mapped_column(String(60), index=True)
    first: Mapped[str] = mapped_column(String(60), index=True)
    """The first of the antecedents, to find a product's rules by."""
    count: Mapped[int]
    """Baskets with all of them."""
    support: Mapped[float]
    confidence: Mapped[float]
    lift: Mapped[float]
    leverage: Mapped[float]
    conviction: Mapped[float | None]
    """NULL where the rule never fails, which makes it infinite."""
    p_value: Mapped[float]
    q_value: Mapped[float]


class SeriesForecast(Base):
    """A series with its forecast."""

    __tablename__ = "series_forecasts"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    """revenue, orders, or questions: and an intent."""
    unit: Mapped[str] = mapped_column(String(12))
    step: Mapped[str] = mapped_column(String(6))
    """day or week."""
    model: Mapped[str] = mapped_column(String(24))
    hurried: Mapped[bool]
    """Time was short, so only the simple models competed."""
    past: Mapped[list[JsonDict]] = mapped_column(Json)
    """[{"at", "value"}], the newest steps."""
    points: Mapped[list[JsonDict]] = mapped_column(Json)
    """[{"at", "value", "low80", "high80", "low95", "high95"}]."""
    measured: Mapped[JsonDict] = mapped_column(Json)
    """{"mae", "mase", "mase_next", "relative", "origins", "coverage80", "coverage95"}."""


class ReviewItem(Base):
    """An order, customer or address that is unusual, with its reasons, and what a person says of it."""

    __tablename__ = "review_items"
    __table_args__ = (Index("ix_review_items_state_severity", "state", "severity"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    """What names the subject across rebuilds."""
    subject: Mapped[str] = mapped_column(String(10))
    """order, customer or address."""
    customer_id: Mapped[str | None] = mapped_column(
        ForeignKey("customers.id", ondelete="CASCADE"), index=True
    )
    order_id: Mapped[str | None] = mapped_column(String(40))
    reasons: Mapped[list[JsonDict]] = mapped_column(Json)
    """[{"code", "values"}], the gravest first."""
    severity: Mapped[float]
    state: Mapped[str] = mapped_column(String(10), default="open")
    """open, cleared or confirmed."""
    known: Mapped[list[str]] = mapped_column(Json, default=list)
    """Codes of the reasons that a person has decided on already."""
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(Text, default="")
    first_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)
    """When it was found first and last."""
