"""Keeps the recommender up to date beside the requests."""

import asyncio
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from engine.log import get_logger
from engine.recommend.fresh import FreshRecommender
from web.core.work import Work

log = get_logger("refitting")
LOOK_EVERY: Final = 20.0


class Refitting:
    """Looks every so many seconds whether a refit is due, and has it done by a thread of its own."""

    def __init__(self, work: Work, recommender: FreshRecommender, *, every: float = LOOK_EVERY) -> None:
        self._work, self._recommender, self._every = work, recommender, every
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._follow())

    async def stop(self) -> None:
        """Look no longer; a fit under way ends, and is not used."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(self._every)
            try:
                if await self._work.call(self._recommender.due):
                    log.info("recommender.refit", done=await self._work.call(self._recommender.refit))
            except SQLAlchemyError:
                log.exception("whether the recommender is out of date could not be read")
