"""Follows the Rasa that answers customers: its address is a row of the database (engine.nlu.serving).

A row and not a message, so that an app that was down, or one of several, comes to the same address. A turn
that is under way ends where it began; the next one goes to the new address.
"""

from typing import Final

from engine.log import get_logger
from engine.nlu.serving import serving_url
from web.bot.client import TurnClient
from web.core.repeated import Repeated
from web.core.work import Work

log = get_logger("address")
LOOK_EVERY: Final = 0.25


class AddressFollower:
    """Sets `client.url` whenever the row changes."""

    def __init__(self, work: Work, client: TurnClient) -> None:
        self._work, self._client = work, client
        self._looks = Repeated(self._look, every=LOOK_EVERY, trouble="the address of Rasa could not be read")

    async def start(self) -> None:
        """Read the address, then follow it."""
        await self._look()
        self._looks.start()

    async def stop(self) -> None:
        """Follow no longer."""
        await self._looks.stop()

    async def _look(self) -> None:
        url = (await self._work.read(serving_url)).rstrip("/")
        if url != self._client.url:
            log.info("turns go to another Rasa", url=url)
            self._client.url = url
