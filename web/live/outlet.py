"""The sending end of one socket: bounded, so that a reader who stopped reading costs nothing."""

import asyncio
from typing import Final, Generic, TypeVar

MAX_WAITING: Final = 256
Item = TypeVar("Item")


class Outlet(Generic[Item]):
    """Holds what one socket still has to send. A reader who falls too far behind is cut off:
    it comes back and catches up from the database."""

    def __init__(self, limit: int = MAX_WAITING) -> None:
        self._queue: asyncio.Queue[Item] = asyncio.Queue(limit)
        self.overflowed = asyncio.Event()

    def offer(self, item: Item) -> None:
        """Add `item`; never waits."""
        try:
            self._queue.put_nowait(item)
        except asyncio.QueueFull:
            self.overflowed.set()

    async def take(self) -> Item:
        """The next item."""
        return await self._queue.get()
