"""Works off the outbox: one turn at a time a conversation, many conversations side by side.

The outbox in the database is the truth: what this process forgets by dying is found there again.
"""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from engine.conversations.service import (
    Finished,
    HandoffRules,
    TurnAnswer,
    TurnRequest,
    begin_turn,
    due_conversations,
    fail_turn,
    finish_turn,
    give_up_turn,
    release_leases,
    tell_down,
    wake_snoozed,
)
from engine.log import get_logger
from engine.store.types import utc_now
from web.bot.client import TurnClient, TurnFailed, TurnRefused, TurnUnreachable
from web.core.work import Work
from web.live.feed import Feed

log = get_logger("dispatcher")

AT_ONCE: Final = 16
POLL_SECONDS: Final = 1.0
TYPING_SECONDS: Final = 3.0
QUICK_SECONDS: Final = 0.15
"""An answer that comes sooner needs no sign that somebody is typing."""
MAX_FAILURES: Final = 4
"""So often a turn may break inside Rasa before the customer is told that it cannot be dealt with."""
HEAD_START: Final = 0.8
"""Share of `down_after` after which we begin to tell, so that the words arrive before it is over."""
LEASE_MARGIN: Final = 5.0


class Dispatcher:
    """`submit` a turn that was begun, `wake` a conversation that may owe one; the rest it finds itself."""

    def __init__(
        self,
        work: Work,
        client: TurnClient,
        feed: Feed,
        *,
        rules: HandoffRules,
        turn_timeout: float,
        down_after: float,
    ) -> None:
        self._work, self._client, self._feed, self._rules = work, client, feed, rules
        self.lease_seconds = turn_timeout + LEASE_MARGIN
        self._tell_after = down_after * HEAD_START
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._running: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()
        self._watches: dict[str, asyncio.TimerHandle] = {}

    async def start(self, *, alone: bool) -> None:
        """Begin to work. `alone`: no other process takes leases, so those of a dead one are free at once."""
        if alone:
            await self._work.write(release_leases)
        self._spawn(self._poll())

    async def stop(self) -> None:
        """Stop where we are; unfinished turns stay in the outbox."""
        for watch in self._watches.values():
            watch.cancel()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def submit(self, turn: TurnRequest) -> None:
        """Bring a turn that the caller has leased to Rasa, then whatever its conversation still owes."""
        self._spawn(self._run(turn.conversation_id, turn))

    def wake(self, conversation_id: str) -> None:
        """See whether the conversation owes a turn, unless that is being done."""
        if not self._running[conversation_id]:
            self._spawn(self._run(conversation_id, None))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _poll(self) -> None:
        while True:
            try:
                for conversation_id in await self._work.read(due_conversations):
                    self.wake(conversation_id)
                for conversation_id in await self._work.write(wake_snoozed):
                    await self._feed.state_changed(conversation_id)
            except Exception:
                log.exception("looking for work failed")
            await asyncio.sleep(POLL_SECONDS)

    async def _run(self, conversation_id: str, turn: TurnRequest | None) -> None:
        self._running[conversation_id] += 1
        try:
            while True:
                turn = turn or await self._work.write(begin_turn, conversation_id, self.lease_seconds)
                if turn is None:
                    return
                turn, pause = await self._attempt(turn)
                if pause > 0:
                    await asyncio.sleep(pause)
        except Exception:
            # The lease runs out and the poll takes it up again.
            log.exception("turn stopped", conversation=conversation_id)
        finally:
            self._running[conversation_id] -= 1
            if not self._running[conversation_id]:
                del self._running[conversation_id]

    async def _attempt(self, turn: TurnRequest) -> tuple[TurnRequest | None, float]:
        """One attempt at a turn. Gives back the conversation's next turn, and the seconds to wait."""
        self._watch(turn)
        try:
            answer = await self._ask(turn)
        except TurnRefused as error:
            return await self._give_up(turn, str(error))
        except TurnFailed as error:
            self._failures[turn.message_id] += 1
            if self._failures[turn.message_id] >= MAX_FAILURES:
                return await self._give_up(turn, str(error))
            return await self._retry(turn, str(error))
        except TurnUnreachable as error:
            return await self._retry(turn, str(error))
        finished, following = await self._work.write(_finish, turn, answer, self._rules, self.lease_seconds)
        self._forget(turn)
        await self._publish(turn, finished)
        return following, 0.0

    async def _ask(self, turn: TurnRequest) -> TurnAnswer:
        typing = asyncio.get_running_loop().create_task(self._type(turn.conversation_id))
        try:
            async with self._slots:
                return await self._client.ask(turn)
        finally:
            typing.cancel()

    async def _type(self, conversation_id: str) -> None:
        await asyncio.sleep(QUICK_SECONDS)
        while True:
            self._feed.typing(conversation_id, "bot")
            await asyncio.sleep(TYPING_SECONDS)

    async def _retry(self, turn: TurnRequest, error: str) -> tuple[None, float]:
        due = await self._work.write(fail_turn, turn.message_id, error, turn.attempts)
        pause = max(0.0, _seconds_until(due))
        log.warning(
            "turn will be tried again",
            conversation=turn.conversation_id,
            message=turn.message_id,
            attempt=turn.attempts,
            pause=round(pause, 2),
            reason=error,
        )
        return None, pause + 0.001

    async def _give_up(self, turn: TurnRequest, error: str) -> tuple[None, float]:
        log.error("turn given up", conversation=turn.conversation_id, message=turn.message_id, reason=error)
        finished = await self._work.write(give_up_turn, turn.message_id, error, rules=self._rules)
        self._forget(turn)
        await self._publish(turn, finished)
        return None, 0.0

    async def _publish(self, turn: TurnRequest, finished: Finished | None) -> None:
        if finished is None:
            log.info("turn was finished before", conversation=turn.conversation_id, message=turn.message_id)
            return
        self._feed.said(turn.conversation_id, finished.messages)
        if finished.state != "bot":
            await self._feed.state_changed(turn.conversation_id)

    def _watch(self, turn: TurnRequest) -> None:
        """See to it that the customer is told in time, however the attempts go (refused, hanging)."""
        if turn.message_id in self._watches:
            return
        waited = -_seconds_until(turn.created_at)
        self._watches[turn.message_id] = asyncio.get_running_loop().call_later(
            max(0.0, self._tell_after - waited), lambda: self._spawn(self._tell(turn))
        )

    async def _tell(self, turn: TurnRequest) -> None:
        told = await self._work.write(tell_down, turn.message_id)
        if told is None:
            self._forget(turn)
        elif told:
            log.warning("customer told of the outage", conversation=turn.conversation_id)
            self._feed.said(turn.conversation_id, told)

    def _forget(self, turn: TurnRequest) -> None:
        watch = self._watches.pop(turn.message_id, None)
        if watch is not None:
            watch.cancel()
        self._failures.pop(turn.message_id, None)


def _finish(
    session: Session, turn: TurnRequest, answer: TurnAnswer, rules: HandoffRules, lease_seconds: float
) -> tuple[Finished | None, TurnRequest | None]:
    """Store the answer and begin the conversation's next turn, in one transaction."""
    finished = finish_turn(session, turn.message_id, answer, rules=rules)
    return finished, begin_turn(session, turn.conversation_id, lease_seconds)


def _seconds_until(moment: datetime) -> float:
    return (moment - utc_now()).total_seconds()
