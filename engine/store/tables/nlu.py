"""Trained Rasa models."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base
from engine.store.types import Json, JsonDict, UtcDateTime


class NluModel(Base):
    __tablename__ = "nlu_models"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    file: Mapped[str] = mapped_column(String(200))
    """Name of the archive below var/models."""
    sha256: Mapped[str] = mapped_column(String(64))
    inputs_hash: Mapped[str] = mapped_column(String(64), index=True)
    """SHA-256 over everything that the training read."""
    state: Mapped[str] = mapped_column(String(10))
    """candidate, live, previous or retired."""
    metrics: Mapped[JsonDict] = mapped_column(Json, default=dict)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    promoted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
