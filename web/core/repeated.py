"""A step that is taken again and again beside the requests."""

import asyncio
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import SQLAlchemyError

from engine.log import get_logger

log = get_logger("repeated")


class Repeated:
    """Takes `step` every so many seconds. One that the database or a file kept from ending is logged and
    taken again.
    """

    def __init__(self, step: Callable[[], Awaitable[None]], *, every: float, trouble: str) -> None:
        self._step, self._every, self._trouble = step, every, trouble
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, with a pause."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Take no further step; what a thread has begun ends by itself."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(self._every)
            try:
                await self._step()
            except (SQLAlchemyError, OSError):
                log.exception(self._trouble)
