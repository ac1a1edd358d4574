"""Steps that are taken again and again."""

import asyncio

from sqlalchemy import text
from structlog.testing import capture_logs

from engine.store import Database
from web.core.repeated import Repeated


async def test_a_step_that_the_database_refuses_is_told_and_taken_again_until_the_end(
    database: Database,
) -> None:
    taken, enough = 0, asyncio.Event()

    async def step() -> None:
        nonlocal taken
        taken += 1
        if taken == 1:
            with database.engine.connect() as connection:
                connection.execute(text("SELECT 1 FROM no_such_table"))
        if taken == 3:
            raise FileNotFoundError("gone while it was read")
        if taken == 5:
            enough.set()

    repeated = Repeated(step, every=0.0, trouble="it could not be looked at")
    with capture_logs() as told:
        repeated.start()
        await asyncio.wait_for(enough.wait(), 30)
        await repeated.stop()
    assert [one["event"] for one in told] == ["it could not be looked at"] * 2
    ended = taken
    await asyncio.sleep(0)
    assert taken == ended


async def test_what_was_not_begun_can_be_stopped() -> None:
    async def never() -> None:
        raise AssertionError("no step was asked for")

    await Repeated(never, every=0.0, trouble="").stop()
