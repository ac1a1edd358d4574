"""How often something may be done, counted in memory, or in Redis where several apps run."""

import time
from typing import Final

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.aio.strategies import MovingWindowRateLimiter
from limits.storage import storage_from_string

from engine.errors import TooMany
from engine.settings import Settings

FAILED_LOGINS: Final = 10
LOGIN_MINUTES: Final = 15
SHOP_CALLS: Final = 240


class Limits:
    """The limits of one app; each raises TooMany with a sentence and the seconds to wait."""

    def __init__(self, settings: Settings) -> None:
        uri = f"async+{settings.redis_url}" if settings.redis_url else "async+memory://"
        options = {"implementation": "redispy"} if settings.redis_url else {}
        self._limiter = MovingWindowRateLimiter(storage_from_string(uri, **options))  # pyright: ignore[reportArgumentType]
        self._messages = RateLimitItemPerMinute(settings.messages_per_minute, namespace="messages")
        self._starts = RateLimitItemPerHour(settings.conversations_per_hour, namespace="starts")
        self._logins = RateLimitItemPerMinute(FAILED_LOGINS, LOGIN_MINUTES, namespace="logins")
        self._shop = RateLimitItemPerMinute(SHOP_CALLS, namespace="shop")

    async def message(self, conversation_id: str) -> None:
        """Count one message of a conversation."""
        await self._hit(
            self._messages, conversation_id, "You are writing very fast. Please wait {seconds} seconds."
        )

    async def start(self, address: str) -> None:
        """Count one new conversation of an address."""
        await self._hit(
            self._starts,
            address,
            "Too many new conversations from your address. Please try again in {minutes} minutes.",
        )

    async def shop_call(self, address: str) -> None:
        """Count one call that writes to the event log or signs a token."""
        await self._hit(self._shop, address, "Too many requests. Please wait {seconds} seconds.")

    async def check_login(self, *keys: str) -> None:
        """Raise where one of these keys (address, account) has failed too often to try again."""
        for key in keys:
            if not await self._limiter.test(self._logins, key):
                raise await self._too_many(
                    self._logins, key, "Too many failed attempts. Please try again in {minutes} minutes."
                )

    async def failed_login(self, *keys: str) -> None:
        """Count one failed attempt."""
        for key in keys:
            await self._limiter.hit(self._logins, key)

    async def _hit(self, item: RateLimitItem, key: str, words: str) -> None:
        if not await self._limiter.hit(item, key):
            raise await self._too_many(item, key, words)

    async def _too_many(self, item: RateLimitItem, key: str, words: str) -> TooMany:
        window = await self._limiter.get_window_stats(item, key)
        seconds = max(1, int(window.reset_time - time.time()) + 1)
        return TooMany(words.format(seconds=seconds, minutes=-(-seconds // 60)), retry_after=seconds)
