"""Following promises beside the requests: settled by what the orders say, told of before they break."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from engine.log import get_logger
from engine.promises.meet import step
from engine.promises.service import Records
from engine.store.types import utc_now
from web.core.repeated import Repeated
from web.core.work import Work
from web.live.feed import Feed

log = get_logger("promises")
LOOK_EVERY: Final = 60.0


def promising(
    work: Work, feed: Feed, records: Records, *, below: float, clock: Callable[[], datetime] = utc_now
) -> Repeated:
    """Takes a step of all open promises, and tells the sockets what was said."""

    async def look() -> None:
        now = clock()
        past = await work.call(lambda: records.at(now))
        done = await work.write(step, past, now, below=below)
        for message in done.said:
            feed.said(message.conversation_id, [message])
        if done.settled or done.raised or done.said:
            log.info("promises", settled=done.settled, at_risk=done.raised, told=len(done.said))

    return Repeated(look, every=LOOK_EVERY, trouble="the open promises could not be followed")
