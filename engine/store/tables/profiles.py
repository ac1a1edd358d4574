"""What is counted of each customer, and the segments that customers fall into."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base
from engine.store.types import Json, JsonDict, UtcDateTime


class CustomerProfile(Base):
    """Sums over one customer's events, to which each new event adds."""

    __tablename__ = "customer_profiles"

    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True)
    events: Mapped[int]
    """Events counted so far; the tally is behind where the log has another number of them."""
    tally: Mapped[JsonDict] = mapped_column(Json)
    """As engine.profiles.tally.Tally."""
    segment: Mapped[int | None] = mapped_column(index=True)
    """Label of the segment at the last rebuild."""
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Segmentation(Base):
    """One division of all customers into segments; the newest is in use."""

    __tablename__ = "segmentations"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    as_of: Mapped[datetime] = mapped_column(UtcDateTime)
    """What recency and tenure were counted up to: the newest event's moment."""
    method: Mapped[str] = mapped_column(String(20))
    """kmeans, ward, dbscan or hdbscan."""
    customers: Mapped[int]
    document: Mapped[JsonDict] = mapped_column(Json)
    """As engine.profiles.segments.document.Document, without its map."""
    map: Mapped[JsonDict] = mapped_column(Json)
    """Large, and wanted only where it is drawn."""
