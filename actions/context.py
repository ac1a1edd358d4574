"""What the actions work with; set by whoever runs them, built from the settings where nobody did."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from engine.gaps.questions.saved import Questions, load
from engine.gaps.saved import Expectations, learnt
from engine.knowledge.search import ArticleIndex
from engine.log import get_logger
from engine.promises.service import Records
from engine.recommend.fresh import FreshRecommender
from engine.recommend.service import Recommender
from engine.settings import Settings, get_settings
from engine.store import Database


@dataclass(frozen=True)
class Services:
    """The engine as the actions see it. The callables may answer with a newer object each time.

    expectations, questions: of the last rebuild, None before the first. records: past deliveries, which
    promises are made from; None: nothing is promised. question_cost: bits that an answer has to be expected
    to tell. survey_days: between two questions to a customer about the service, 0: none.
    """

    database: Database
    articles: Callable[[], ArticleIndex]
    recommender: Callable[[], Recommender]
    expectations: Callable[[], Expectations | None] = lambda: None
    records: Records | None = None
    questions: Callable[[], Questions | None] = lambda: None
    question_cost: float = 0.05
    survey_days: float = 30.0


class _Holder:
    services: Services | None = None


_lock = threading.Lock()


def configure(services: Services | None) -> None:
    """Say what the actions of this process work with; None forgets it."""
    _Holder.services = services


def services() -> Services:
    """What `configure` set, else the engine as the environment describes it."""
    with _lock:
        if _Holder.services is None:
            _Holder.services = standalone(get_settings())
        return _Holder.services


def standalone(settings: Settings) -> Services:
    """The engine of these settings, its heavy parts loaded at their first use."""
    database = Database(settings.resolved_database_url)

    @cache
    def articles() -> ArticleIndex:
        from engine.text.sentence_models import encoders  # noqa: PLC0415 - loads the ONNX runtime

        get_logger(__name__).info("articles.load")
        with database.session(writes=False) as session:
            return ArticleIndex.build(session, encoders(settings.sentence_dir))

    return Services(
        database,
        articles,
        FreshRecommender(settings, database),
        lambda: learnt(settings.var_dir),
        Records(database),
        lambda: load(settings.learnt_dir),
        settings.question_cost,
        settings.survey_days,
    )
