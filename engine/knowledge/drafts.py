"""Articles while they are written: begun, changed, published; the bot answers from what is published only."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import Conflict, Invalid, NotFound
from engine.knowledge.entries import LANGUAGES, fingerprint
from engine.nlu.deeds import record
from engine.store.ids import new_id
from engine.store.tables import Article, ArticleDraft
from engine.store.types import LocalizedText, utc_now

TITLE, QUESTION, ANSWER, BODY = 120, 500, 1200, 6000
"""The longest of each, in characters."""
QUESTIONS = 40
_SLUG = 48


@dataclass(frozen=True)
class ArticleText:
    """What an article says. topics: intents that it answers. questions: ways of asking, by language."""

    title: LocalizedText
    questions: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    answer: LocalizedText = field(default_factory=dict[str, str])
    body: LocalizedText = field(default_factory=dict[str, str])
    topics: Sequence[str] = ()


def begin(
    session: Session,
    text: ArticleText,
    staff_id: str,
    *,
    gap_id: str | None = None,
    article_id: str | None = None,
) -> ArticleDraft:
    """A draft of a new article, or of one that is there, whose ways of asking the new ones are added to.

    Raises Invalid.
    """
    there = session.get(Article, article_id) if article_id else None
    if there is not None:
        text = _extended(there, text)
    row = ArticleDraft(
        id=new_id(),
        article_id=there.id if there else _free_slug(session, text.title),
        gap_id=gap_id,
        base=fingerprint([there]) if there else None,
        created_by=staff_id,
    )
    _fill(row, text)
    session.add(row)
    session.flush()
    record(session, staff_id, "article.draft", row.article_id, {"draft": row.id, "gap": gap_id})
    return row


def change(session: Session, draft_id: str, text: ArticleText, staff_id: str) -> ArticleDraft:
    """Rewrite it. Raises NotFound, Invalid; Conflict where it is published already."""
    row = unpublished(session, draft_id)
    _fill(row, text)
    session.flush()
    record(session, staff_id, "article.change", row.article_id, {"draft": row.id})
    return row


def publish(session: Session, draft_id: str, staff_id: str, now: datetime | None = None) -> ArticleDraft:
    """From now on the bot answers from it.

    Raises NotFound; Invalid where a language has no title or no answer, or none has both; Conflict where it
    is published already, or the article that it rewrites was changed by others since it was begun.
    """
    row = unpublished(session, draft_id)
    spoken = [name for name in LANGUAGES if row.title.get(name) or row.answer.get(name)]
    if not spoken or not all(row.title.get(name) and row.answer.get(name) for name in spoken):
        raise Invalid("Write a title and a short answer, both in the same language, in at least one.")
    article = session.get(Article, row.article_id)
    if (fingerprint([article]) if article else None) != row.base:
        raise Conflict("The article was changed since this draft was begun. Begin a new draft.")
    if article is None:
        article = Article(id=row.article_id)
        session.add(article)
    article.topics, article.title, article.questions = row.topics, row.title, row.questions
    article.answer, article.body = row.answer, row.body
    row.published_at = now or utc_now()
    session.flush()
    told = {"draft": row.id, "before": row.base, "after": fingerprint([article])}
    record(session, staff_id, "article.publish", row.article_id, told)
    return row


def remove(session: Session, draft_id: str, staff_id: str) -> None:
    """Throw it away. Raises NotFound; Conflict where it is published."""
    row = unpublished(session, draft_id)
    session.delete(row)
    session.flush()
    record(session, staff_id, "article.remove", row.article_id, {"draft": row.id})


def published_here(session: Session) -> frozenset[str]:
    """Ids of the articles that a draft was published as, so that an import leaves them as they are."""
    query = select(ArticleDraft.article_id).where(ArticleDraft.published_at.is_not(None))
    return frozenset(session.scalars(query))


def find(session: Session, draft_id: str) -> ArticleDraft:
    """The row. Raises NotFound."""
    row = session.get(ArticleDraft, draft_id)
    if row is None:
        raise NotFound("There is no such draft of an article.")
    return row


def unpublished(session: Session, draft_id: str) -> ArticleDraft:
    """The row of one that can still be changed. Raises NotFound, Conflict."""
    row = find(session, draft_id)
    if row.published_at is not None:
        raise Conflict("This article is published already. Begin a new draft to change it.")
    return row


def _extended(article: Article, text: ArticleText) -> ArticleText:
    asked: dict[str, Sequence[str]] = {}
    for name in LANGUAGES:
        both = [*article.questions.get(name, ()), *text.questions.get(name, ())]
        asked[name] = list(dict.fromkeys(both))[:QUESTIONS]
    return ArticleText(article.title, asked, article.answer, article.body, article.topics)


def _fill(row: ArticleDraft, text: ArticleText) -> None:
    row.title = _limited(text.title, TITLE, "title")
    row.answer = _limited(text.answer, ANSWER, "short answer")
    row.body = _limited(text.body, BODY, "text")
    asked = {
        name: [" ".join(one.split()) for one in text.questions.get(name, ()) if one.strip()]
        for name in LANGUAGES
    }
    if any(len(own) > QUESTIONS or any(len(one) > QUESTION for one in own) for own in asked.values()):
        raise Invalid(f"Up to {QUESTIONS} ways of asking a language, of {QUESTION} characters each.")
    row.questions = {name: own for name, own in asked.items() if own}
    row.topics = list(dict.fromkeys(text.topics))
    row.changed_at = utc_now()


def _limited(texts: Mapping[str, str], most: int, what: str) -> LocalizedText:
    kept = {name: (texts.get(name) or "").strip() for name in LANGUAGES}
    if any(len(one) > most for one in kept.values()):
        raise Invalid(f"The {what} has up to {most} characters.")
    return {name: one for name, one in kept.items() if one}


def _free_slug(session: Session, title: Mapping[str, str]) -> str:
    """A slug of the English title that no article and no other draft has."""
    plain = unicodedata.normalize("NFKD", title.get("en", "")).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain)[:_SLUG].strip("-") or "article"
    taken = set(session.scalars(select(Article.id).where(Article.id.startswith(stem))))
    taken |= set(
        session.scalars(select(ArticleDraft.article_id).where(ArticleDraft.article_id.startswith(stem)))
    )
    number = 1
    while (slug := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return slug
