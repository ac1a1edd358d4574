"""Keeps recommender and articles up to date beside the requests."""

from typing import Final

from engine.knowledge.fresh import FreshArticles
from engine.log import get_logger
from engine.recommend.fresh import FreshRecommender
from web.core.repeated import Repeated
from web.core.work import Work

log = get_logger("refitting")
LOOK_EVERY: Final = 20.0
ARTICLES_EVERY: Final = 5.0
"""Who publishes an article tries it out at once."""


def refitting(work: Work, recommender: FreshRecommender) -> Repeated:
    """Looks whether a refit is due, and has it done by a thread of its own."""

    async def look() -> None:
        if await work.call(recommender.due):
            log.info("recommender.refit", done=await work.call(recommender.refit))

    trouble = "whether the recommender is out of date could not be read"
    return Repeated(look, every=LOOK_EVERY, trouble=trouble)


def reindexing(work: Work, articles: FreshArticles) -> Repeated:
    """Looks whether an article was changed, by whatever process, and has them indexed anew."""

    async def look() -> None:
        if await work.call(articles.due):
            log.info("articles.renew", done=await work.call(articles.renew))

    trouble = "whether articles were changed could not be read"
    return Repeated(look, every=ARTICLES_EVERY, trouble=trouble)
