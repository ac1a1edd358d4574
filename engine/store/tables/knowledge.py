"""What the shop can answer in general."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base
from engine.store.types import Json, JsonDict, LocalizedText


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
