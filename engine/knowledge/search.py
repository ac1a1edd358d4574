"""Finding the article that answers a question."""

from collections.abc import Sequence
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

_PROBES = ["Where is my order?", "我的订单在哪里？"]
_MULTILINGUAL_COSINE = 0.6
"""Two translations of one question are at least this near in a model that knows both languages;
MiniLM, which hardly reads Chinese, stays far below."""


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
    """All articles in memory, both languages. Immutable; safe to share between threads."""

    def __init__(self, articles: Sequence[Article], encoder: SentenceEncoder) -> None:
        self._articles = articles
        self._encoder = encoder
        self.fingerprint = fingerprint(articles)
        probes = encoder.encode(_PROBES)
        self.multilingual = bool(probes[0] @ probes[1] >= _MULTILINGUAL_COSINE)
        self.sides = {
            language: Side(articles, language, encoder, reads=language == "en" or self.multilingual)
            for language in LANGUAGES
        }

    @classmethod
    def build(cls, session: Session, encoder: SentenceEncoder) -> "ArticleIndex":
        """Index the articles as they are now."""
        return cls(read_articles(session), encoder)

    def refreshed(self, session: Session) -> "ArticleIndex":
        """This index where no article has changed since it was built, else a new one."""
        articles = read_articles(session)
        return self if fingerprint(articles) == self.fingerprint else ArticleIndex(articles, self._encoder)

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
