"""Work on language models: trainings, promotions and roll-backs, and which Rasa answers now."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base
from engine.store.types import Json, JsonDict, UtcDateTime

_AT_WORK = text("finished_at IS NULL")


class NluJob(Base):
    """One training in the background. At most one is unfinished."""

    __tablename__ = "nlu_jobs"
    __table_args__ = (
        Index(
            "uq_nlu_jobs_kind_unfinished",
            "kind",
            unique=True,
            sqlite_where=_AT_WORK,
            postgresql_where=_AT_WORK,
        ),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), default="train")
    state: Mapped[str] = mapped_column(String(10))
    """queued, running, done or failed."""
    stage: Mapped[str | None] = mapped_column(String(20))
    stage_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    expected: Mapped[JsonDict] = mapped_column(Json, default=dict)
    """Seconds that each stage is expected to take, from the last training."""
    log: Mapped[str] = mapped_column(Text, default="")
    """The last lines of its output."""
    model_id: Mapped[str | None] = mapped_column(String(40))
    fresh: Mapped[bool | None]
    """False where an equal model was there already and nothing was trained."""
    error: Mapped[str | None] = mapped_column(Text)
    requested_by: Mapped[str] = mapped_column(String(120))
    """staff:<id>, or system for the command line."""
    process: Mapped[str | None] = mapped_column(String(200))
    """Which process does it (engine.processes)."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class NluDeployment(Base):
    """One change of the model that answers customers. At most one is unfinished."""

    __tablename__ = "nlu_deployments"
    __table_args__ = (
        Index(
            "uq_nlu_deployments_place_unfinished",
            "place",
            unique=True,
            sqlite_where=_AT_WORK,
            postgresql_where=_AT_WORK,
        ),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    place: Mapped[str] = mapped_column(String(10), default="live")
    kind: Mapped[str] = mapped_column(String(10))
    """promote or rollback."""
    model_id: Mapped[str] = mapped_column(String(40))
    from_model_id: Mapped[str | None] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(10))
    """requested, starting, warming, testing, switching, done or failed."""
    steps: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    """[{"state", "at"}], in order."""
    failure: Mapped[str | None] = mapped_column(String(20))
    """archive, start, self_test, not_taken, interrupted or internal."""
    detail: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    """Why it was forced."""
    requested_by: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class NluServing(Base):
    """The one row that says where the Rasa process that answers customers is; `attune up` writes it."""

    __tablename__ = "nlu_serving"

    place: Mapped[str] = mapped_column(String(10), primary_key=True)
    """Always "live"."""
    url: Mapped[str] = mapped_column(String(200))
    model_id: Mapped[str] = mapped_column(String(40))
    supervisor: Mapped[str | None] = mapped_column(String(200))
    """The `attune up` that runs it (engine.processes); NULL after an orderly end."""
    standby_model_id: Mapped[str | None] = mapped_column(String(40))
    """The model that still runs beside it, ready for a roll-back."""
    standby_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
