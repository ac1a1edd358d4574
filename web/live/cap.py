"""How many sockets may be open."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from engine.errors import TooMany

MAX_OPEN: Final = 4_000
MAX_PER_KEY: Final = 10


class SocketCap:
    """Counts open sockets, in all and by key (a conversation, an agent)."""

    def __init__(self, limit: int = MAX_OPEN, per_key: int = MAX_PER_KEY) -> None:
        self._limit, self._per_key = limit, per_key
        self._open: Counter[str] = Counter()

    @contextmanager
    def place(self, key: str) -> Iterator[None]:
        """Hold a place while the block runs. Raises TooMany where none is left."""
        if self._open.total() >= self._limit or self._open[key] >= self._per_key:
            raise TooMany("Too many connections. Please close another window first.", retry_after=30)
        self._open[key] += 1
        try:
            yield
        finally:
            self._open[key] -= 1
            if not self._open[key]:
                del self._open[key]
