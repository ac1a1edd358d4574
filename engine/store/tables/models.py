"""Versions of the models that the engine learns by itself (those that understand language are in
`nlu_models`).
"""

from datetime import datetime

from sqlalchemy import Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base
from engine.store.types import Json, JsonDict, UtcDateTime

_IN_USE = text("state = 'live'")


class ModelVersion(Base):
    """One trained model, taken or not. At most one version of a kind is live."""

    __tablename__ = "models"
    __table_args__ = (
        Index("uq_models_kind_version", "kind", "version", unique=True),
        Index("uq_models_kind_live", "kind", unique=True, sqlite_where=_IN_USE, postgresql_where=_IN_USE),
    )

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    """<kind>-<version>."""
    kind: Mapped[str] = mapped_column(String(40))
    """What it is for, such as behaviour.purchase."""
    version: Mapped[int]
    """Counted from 1 within its kind."""
    state: Mapped[str] = mapped_column(String(10))
    """live, previous (was live), rejected (worse than what was live) or pruned (its file is deleted)."""
    file: Mapped[str] = mapped_column(String(200))
    """Below the folder of models."""
    sha256: Mapped[str] = mapped_column(String(64))
    inputs_hash: Mapped[str] = mapped_column(String(64))
    """Of all that the training read; an equal one is not trained again."""
    data_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    data_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    metrics: Mapped[JsonDict] = mapped_column(Json, default=dict)
    card: Mapped[JsonDict] = mapped_column(Json, default=dict)
    """engine.models.card.Card as JSON."""
    reason: Mapped[str] = mapped_column(Text)
    """Why it was taken or not."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    live_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
