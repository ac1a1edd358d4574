"""What a socket sends: by number, none twice, none left out, whatever order the notices come in."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.conversations.service import (
    MessageView,
    add_note,
    claim,
    messages_after,
    post_customer_message,
    post_staff_message,
    start,
)
from engine.store import Database
from tests.unit.engine.conversations.conftest import add_agent
from web.core.work import Work
from web.live.hub import Acknowledged, Changed, Said, ToCustomer
from web.live.outlet import Outlet
from web.live.wire import Wire
from web.widget.outgoing import Outgoing


class Recorder(Wire):
    """Keeps what is sent instead of sending it."""

    def __init__(self) -> None:
        self.frames: list[dict[str, Any]] = []

    async def send(self, frame: dict[str, Any]) -> None:
        self.frames.append(frame)


@pytest.fixture
def work(database: Database) -> Iterator[Work]:
    work = Work(database)
    yield work
    work.close()


@pytest.fixture
def messages(database: Database) -> list[MessageView]:
    """Six messages of one conversation; the fourth is a note."""
    with database.session() as session:
        conversation = start(session)[0]
        agent = add_agent(session, "Mira")
        post_customer_message(session, conversation.id, "1", text="one")
        claim(session, conversation.id, agent)
        post_staff_message(session, conversation.id, agent, "2", "three")
        add_note(session, conversation.id, agent, "3", "four")
        post_customer_message(session, conversation.id, "4", text="five")
        post_staff_message(session, conversation.id, agent, "5", "six")
        return messages_after(session, conversation.id, notes=True)


async def run(work: Work, conversation_id: str, items: list[ToCustomer]) -> list[dict[str, Any]]:
    wire, outlet = Recorder(), Outlet[ToCustomer]()
    outgoing = Outgoing(wire, outlet, work, conversation_id)
    for item in [*items, {"type": "pong"}]:
        outlet.offer(item)
    task = asyncio.create_task(outgoing.run())
    async with asyncio.timeout(10):
        while not wire.frames or wire.frames[-1]["type"] != "pong":
            await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return wire.frames[:-1]


def seqs(frames: list[dict[str, Any]]) -> list[int]:
    return [frame["message"]["seq"] for frame in frames if "message" in frame]


@given(order=st.permutations(range(6)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
def test_notices_in_any_order(work: Work, messages: list[MessageView], order: list[int]) -> None:
    items: list[ToCustomer] = [Said([messages[number]]) for number in order]
    frames = asyncio.run(run(work, messages[0].conversation_id, items))
    assert seqs(frames) == [1, 2, 3, 5, 6]


async def test_one_notice_brings_everything_before_it(work: Work, messages: list[MessageView]) -> None:
    frames = await run(work, messages[0].conversation_id, [Said([messages[5]])])
    assert seqs(frames) == [1, 2, 3, 5, 6]


async def test_an_acknowledgement_counts_as_the_message(work: Work, messages: list[MessageView]) -> None:
    own = Acknowledged("4", messages[4])
    frames = await run(
        work, messages[0].conversation_id, [own, Said([messages[4]]), Said([messages[5]]), own]
    )
    assert [(frame["type"], frame["message"]["seq"]) for frame in frames] == [
        ("message", 1),
        ("message", 2),
        ("message", 3),
        ("ack", 5),
        ("message", 6),
        ("ack", 5),
    ]


async def test_a_change_comes_after_what_was_said_before_it(work: Work, messages: list[MessageView]) -> None:
    change = Changed({"type": "state", "state": {"name": "human"}}, 3)
    frames = await run(work, messages[0].conversation_id, [change])
    assert [frame["type"] for frame in frames] == ["message", "message", "message", "state"]
