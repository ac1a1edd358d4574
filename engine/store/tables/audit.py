"""Who did what, and which operations were already done."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base
from engine.store.types import Json, JsonDict, UtcDateTime


class AuditEntry(Base):
    """One deed that matters; entries are only ever added."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject_at", "subject", "at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(String(120))
    """staff:<id>, customer:<id>, conversation:<id> or system."""
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(120))
    data: Mapped[JsonDict] = mapped_column(Json, default=dict)


class Operation(Base):
    """The result of a change that a retried turn may ask for twice; the second asking gets it again."""

    __tablename__ = "operations"

    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    result: Mapped[JsonDict] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
