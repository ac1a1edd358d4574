"""The texts by which an article can be found."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store.tables import Article
from engine.text.language import Language

LANGUAGES: tuple[Language, ...] = ("en", "zh")


@dataclass(frozen=True)
class Entry:
    """One short text of one article, a way of asking or the title; `article` is its row in the index."""

    article: int
    text: str
    is_question: bool


def read_articles(session: Session) -> Sequence[Article]:
    """All articles, by id."""
    return session.scalars(select(Article).order_by(Article.id)).all()


def entries_of(articles: Iterable[Article], language: Language) -> list[Entry]:
    """The short texts of the articles in one language."""
    entries: list[Entry] = []
    for row, article in enumerate(articles):
        asked: list[str] = article.questions.get(language, [])
        entries += [Entry(row, text, True) for text in asked if text.strip()]
        if title := article.title.get(language):
            entries.append(Entry(row, title, False))
    return entries


def whole_text(article: Article, language: Language) -> str:
    """Title, answer and body in one language, "" where it has none."""
    parts = (article.title, article.answer, article.body)
    return "\n".join(text for part in parts if (text := part.get(language)))


def fingerprint(articles: Iterable[Article]) -> str:
    """SHA-256 over all that the index reads; it changes when any article does."""
    state = [[a.id, a.topics, a.title, a.questions, a.answer, a.body] for a in articles]
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()
