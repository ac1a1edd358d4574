"""The engine's trained parts, built once and shared by actions and desk."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from engine.errors import AttuneError
from engine.knowledge.search import ArticleIndex
from engine.log import get_logger
from engine.recommend.fresh import FreshRecommender
from engine.settings import Settings
from engine.store import Database
from engine.text.sentence_models import encoders

log = get_logger("intelligence")
Part = TypeVar("Part")


class _Once(Generic[Part]):
    """Builds its part at the first call, however many threads ask at once; a failure is tried again."""

    def __init__(self, build: Callable[[], Part]) -> None:
        self._build = build
        self._lock = threading.Lock()
        self._part: Part | None = None

    def __call__(self) -> Part:
        if self._part is None:
            with self._lock:
                if self._part is None:
                    self._part = self._build()
        return self._part


class Intelligence:
    """`articles()` and `recommender()` may be called from any thread; the first call takes seconds."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings, self._database = settings, database
        self.articles = _Once(self._build_articles)
        self.recommender = FreshRecommender(settings, database)

    def warm(self) -> None:
        """Build everything, so that no customer waits for it. What fails is logged and tried at its use."""
        for part in (self.recommender, self.articles):
            try:
                part()
            except (AttuneError, OSError, ValueError):
                log.exception("a part of the engine could not be built")

    def _build_articles(self) -> ArticleIndex:
        with self._database.session(writes=False) as session:
            return ArticleIndex.build(session, encoders(self._settings.sentence_dir))
