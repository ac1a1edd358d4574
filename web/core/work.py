"""Database work off the event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from engine.store import Database

THREADS = 8
P = ParamSpec("P")
R = TypeVar("R")


class Work:
    """Runs service functions in threads, each call in a session that commits when it returns.

    SQLite has one writer at a time and lets the others poll for their turn; a single writing thread
    queues them up instead, which is fair and loses no time. On PostgreSQL writers run side by side.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._readers = ThreadPoolExecutor(THREADS, thread_name_prefix="read")
        self._writers = ThreadPoolExecutor(1 if database.is_sqlite else THREADS, thread_name_prefix="write")

    async def read(
        self, function: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """`function(session, ...)`, which writes nothing."""

        def run() -> R:
            with self.database.session(writes=False) as session:
                return function(session, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._readers, run)

    async def write(
        self, function: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """`function(session, ...)`, committed before this returns; nothing is kept where it raises."""

        def run() -> R:
            with self.database.session() as session:
                return function(session, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._writers, run)

    async def call(self, function: Callable[[], R]) -> R:
        """A function that is slow and has nothing to do with a session of ours."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, function)

    def close(self) -> None:
        """Wait for running work and end the threads."""
        self._writers.shutdown()
        self._readers.shutdown()
