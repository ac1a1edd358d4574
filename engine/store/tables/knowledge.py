"""What the shop can answer in general."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base
from engine.store.types import Json, JsonDict, LocalizedText, UtcDateTime


class Article(Base):
    __tablename__ = "articles"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    """The slug."""
    topics: Mapped[list[str]] = mapped_column(Json, default=list)
    """Intents that it answers."""
    title: Mapped[LocalizedText] = mapped_column(Json)
    questions: Mapped[JsonDict] = mapped_column(Json, default=dict)
    """Ways in which it is asked: {"en": [...], "zh": [...]}."""
    answer: Mapped[LocalizedText] = mapped_column(Json)
    """The short answer that the bot gives."""
    body: Mapped[LocalizedText] = mapped_column(Json, default=dict)


class ArticleDraft(Base):
    """An article while it is written. A table of its own, so that nothing that reads articles can find it."""

    __tablename__ = "article_drafts"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    article_id: Mapped[str] = mapped_column(String(60))
    """The slug that it is published under; that of an article which is there already is rewritten."""
    gap_id: Mapped[str | None] = mapped_column(
        ForeignKey("knowledge_gaps.id", ondelete="SET NULL"), index=True
    )
    """The knowledge gap that it is to close."""
    topics: Mapped[list[str]] = mapped_column(Json, default=list)
    title: Mapped[LocalizedText] = mapped_column(Json)
    questions: Mapped[JsonDict] = mapped_column(Json, default=dict)
    answer: Mapped[LocalizedText] = mapped_column(Json, default=dict)
    body: Mapped[LocalizedText] = mapped_column(Json, default=dict)
    base: Mapped[str | None] = mapped_column(String(64))
    """Digest of the article that it rewrites, as it was when the draft was begun."""
    created_by: Mapped[str] = mapped_column(String(32))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
