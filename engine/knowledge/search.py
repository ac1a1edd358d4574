"""Finding the article that answers a question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from engine.knowledge.calibration import GOOD_ENOUGH
from engine.knowledge.entries import LANGUAGES, fingerprint, read_articles
from engine.knowledge.side import SentenceEncoder, Side
from engine.store.tables import Article
from engine.text.language import Language
from engine.text.localized import localized

__all__ = ["GOOD_ENOUGH", "ArticleIndex", "Hit"]


@dataclass(frozen=True)
class Hit:
    """An article found; `score` is the probability that it answers, good enough from GOOD_ENOUGH on."""

    article_id: str
    slug: str
    title: str
    answer: str
    score: float
    topic: str | None

    @property
    def good_enough(self) -> bool:
        return self.score >= GOOD_ENOUGH


class ArticleIndex:
    """All articles in memory, both languages. Immutable; safe to share between threads.

    encoders: for each language the sentence model that reads it.
    """

    def __init__(self, articles: Sequence[Article], encoders: Mapping[Language, SentenceEncoder]) -> None:
        self._articles = articles
        self._encoders = encoders
        self.fingerprint = fingerprint(articles)
        self.sides = {language: Side(articles, language, encoders[language]) for language in LANGUAGES}

    @classmethod
    def build(cls, session: Session, encoders: Mapping[Language, SentenceEncoder]) -> "ArticleIndex":
        """Index the articles as they are now."""
        return cls(read_articles(session), encoders)

    def refreshed(self, session: Session) -> "ArticleIndex":
        """This index where no article has changed since it was built, else a new one."""
        articles = read_articles(session)
        return self if fingerprint(articles) == self.fingerprint else ArticleIndex(articles, self._encoders)

    def __len__(self) -> int:
        return len(self._articles)

    def search(self, text: str, language: Language, topics: set[str] | None = None, k: int = 3) -> list[Hit]:
        """The `k` articles most likely to answer `text`, best first.

        topics: intents; where given, only articles on one of them. Articles without a text in
        `language` are not found.
        """
        side = self.sides[language]
        if not text.strip() or not side.present.any():
            return []
        scores = side.scores(text)
        order = [int(row) for row in np.argsort(-scores, kind="stable") if side.present[row]]
        wanted = [row for row in order if topics is None or topics & set(self._articles[row].topics)]
        return [self._hit(row, float(scores[row]), language, topics) for row in wanted[:k]]

    def _hit(self, row: int, score: float, language: Language, topics: set[str] | None) -> Hit:
        article = self._articles[row]
        return Hit(
            article_id=article.id,
            slug=article.id,
            title=localized(article.title, language),
            answer=localized(article.answer, language),
            score=score,
            topic=next((t for t in article.topics if topics is None or t in topics), None),
        )
