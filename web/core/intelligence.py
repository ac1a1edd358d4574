"""The engine's trained parts, built once and shared by actions and desk."""

from engine.errors import AttuneError
from engine.knowledge.fresh import FreshArticles
from engine.log import get_logger
from engine.recommend.fresh import FreshRecommender
from engine.settings import Settings
from engine.store import Database

log = get_logger("intelligence")


class Intelligence:
    """`articles()` and `recommender()` may be called from any thread; the first call takes seconds."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self.articles = FreshArticles(settings, database)
        self.recommender = FreshRecommender(settings, database)

    def warm(self) -> None:
        """Build everything, so that no customer waits for it. What fails is logged and tried at its use."""
        for part in (self.recommender, self.articles):
            try:
                part()
            except (AttuneError, OSError, ValueError):
                log.exception("a part of the engine could not be built")
