"""Topics that customers ask about in vain, as the last rebuild found them, and what was done about them."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base
from engine.store.types import Json, JsonDict, UtcDateTime


class KnowledgeSurvey(Base):
    """The one row that says what the last rebuild looked at."""

    __tablename__ = "knowledge_surveys"

    id: Mapped[int] = mapped_column(primary_key=True)
    """Always 1."""
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    asked: Mapped[int]
    unresolved: Mapped[int]
    usual: Mapped[float]
    """Share unresolved of the shop's intents, their median."""
    intents: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    """[{"intent", "asked", "unresolved"}], the most unresolved first."""


class KnowledgeGap(Base):
    """One topic. Open ones are found anew by each rebuild; one that somebody works on stays.

    No text of a customer is kept here, only the ids of messages: what is erased there is gone here too.
    """

    __tablename__ = "knowledge_gaps"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    state: Mapped[str] = mapped_column(String(10), index=True)
    """open, taken or closed."""
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    language: Mapped[str] = mapped_column(String(8))
    label_id: Mapped[str] = mapped_column(String(32))
    """The most typical message."""
    words: Mapped[JsonDict] = mapped_column(Json, default=dict)
    """{"en": [...], "zh": [...]}: words that set it apart."""
    unresolved: Mapped[list[str]] = mapped_column(Json, default=list)
    """Message ids, the most typical first."""
    answered: Mapped[list[str]] = mapped_column(Json, default=list)
    """Ids of messages that ask the same and were answered."""
    why: Mapped[JsonDict] = mapped_column(Json, default=dict)
    """What says that they were not resolved, with how many."""
    closes: Mapped[float]
    """Questions of such a window that closing it is sure to answer."""
    closing: Mapped[JsonDict] = mapped_column(Json, default=dict)
    """{"kind", "id", "title", "nearness"}, as engine.gaps.knowledge.closing.Closing."""
    batched_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When its messages went into the inbox."""
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[str | None] = mapped_column(String(10))
    """article or model."""
    before: Mapped[JsonDict | None] = mapped_column(Json)
    """{"since", "until", "unresolved", "answered"}: the topic's messages until it was closed or until now."""
    after: Mapped[JsonDict | None] = mapped_column(Json)
    """The same since it was closed."""
