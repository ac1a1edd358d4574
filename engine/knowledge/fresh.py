"""The article index in use, made again where an article was changed."""

import threading
from collections.abc import Mapping
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from engine.errors import AttuneError
from engine.knowledge.entries import fingerprint, read_articles
from engine.knowledge.search import ArticleIndex
from engine.knowledge.side import SentenceEncoder
from engine.log import get_logger
from engine.settings import Settings
from engine.store import Database
from engine.text.language import Language

log: Final = get_logger("articles")


class FreshArticles:
    """Answers with the index in use; the first call builds it. May be called from any thread."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings, self._database = settings, database
        self._lock = threading.Lock()
        self._now: ArticleIndex | None = None

    def __call__(self) -> ArticleIndex:
        if self._now is None:
            with self._lock:
                if self._now is None:
                    with self._database.session(writes=False) as session:
                        self._now = ArticleIndex.build(session, self._encoders())
        return self._now

    def due(self) -> bool:
        """Whether an article was changed since the index was built."""
        if (now := self._now) is None:
            return False
        with self._database.session(writes=False) as session:
            return fingerprint(read_articles(session)) != now.fingerprint

    def renew(self) -> bool:
        """Build anew, while the one in use goes on answering, and swap; whether that was done.

        One that fails leaves the old one in use, and is logged.
        """
        try:
            with self._lock, self._database.session(writes=False) as session:
                if self._now is not None:
                    self._now = self._now.refreshed(session)
        except (AttuneError, SQLAlchemyError, OSError, ValueError):
            log.exception("the articles could not be indexed anew; the index before goes on answering")
            return False
        return True

    def _encoders(self) -> Mapping[Language, SentenceEncoder]:
        from engine.text.sentence_models import encoders  # noqa: PLC0415 - loads the ONNX runtime

        return encoders(self._settings.sentence_dir)
