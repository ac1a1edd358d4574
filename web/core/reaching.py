"""Running audiences beside the requests: who fits enters, and messages go out."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from engine.audiences.sending import Rules, step
from engine.log import get_logger
from engine.store.types import utc_now
from web.core.repeated import Repeated
from web.core.work import Work
from web.live.feed import Feed

log = get_logger("audiences")
LOOK_EVERY: Final = 30.0


def reaching(work: Work, feed: Feed, rules: Rules, clock: Callable[[], datetime] = utc_now) -> Repeated:
    """Takes a step of all running audiences, and tells the sockets what was said."""

    async def look() -> None:
        done = await work.write(step, rules, clock())
        for message in done.said:
            feed.said(message.conversation_id, [message])
        if done.entered or done.said:
            log.info("audiences", entered=done.entered, sent=len(done.said))

    return Repeated(look, every=LOOK_EVERY, trouble="the running audiences could not take a step")
