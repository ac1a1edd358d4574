"""What came in from outside, when, and how good it was; and customers who turned out to be one person."""

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base
from engine.store.types import Json, JsonDict, UtcDateTime

_MERGED = text("split_at IS NULL")


class Import(Base):
    """One import that succeeded, with its quality report."""

    __tablename__ = "imports"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    format: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(250))
    """Name of the file or folder, without its place."""
    seconds: Mapped[float]
    report: Mapped[JsonDict] = mapped_column(Json)
    """engine.events.quality.QualityReport as plain values."""


class CustomerMerge(Base):
    """One customer's record taken into another's. `moved` says all that a split puts back."""

    __tablename__ = "customer_merges"
    __table_args__ = (
        Index(
            "uq_customer_merges_merged_id_standing",
            "merged_id",
            unique=True,
            sqlite_where=_MERGED,
            postgresql_where=_MERGED,
        ),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kept_id: Mapped[str] = mapped_column(String(80), index=True)
    """No foreign key: the kept customer may be merged into a third one and still be split again."""
    merged_id: Mapped[str] = mapped_column(String(80))
    """The id that is no customer any more; whatever comes in for it goes to `kept_id`."""
    moved: Mapped[JsonDict] = mapped_column(Json)
    """{"record": the merged row, "kept_before": what the kept row had, "rows": {"table.column": [ids]}}."""
    actor: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    split_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
