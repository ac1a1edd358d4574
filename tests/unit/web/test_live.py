"""Limits of sockets."""

import asyncio

import pytest

from engine.errors import TooMany
from web.live.cap import SocketCap
from web.live.hub import CustomerOutlet, LocalHub
from web.live.outlet import Outlet


async def test_a_reader_who_stopped_reading_is_cut_off_and_costs_no_more() -> None:
    outlet = Outlet[int](limit=3)
    for number in range(10):
        outlet.offer(number)
    assert outlet.overflowed.is_set()
    assert [await outlet.take() for _ in range(3)] == [0, 1, 2]
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await outlet.take()


async def test_the_hub_tells_those_who_listen_and_forgets_those_who_left() -> None:
    hub = LocalHub()
    here, there, gone = (CustomerOutlet() for _ in range(3))
    for outlet in (here, there, gone):
        hub.join("a", outlet)
    hub.leave("a", gone)
    hub.tell("a", {"type": "typing"}, but=there)
    hub.tell("b", {"type": "never"})
    there.offer({"type": "only"})
    assert await here.take() == {"type": "typing"}
    assert await there.take() == {"type": "only"}
    hub.leave("a", here)
    hub.leave("a", there)
    assert list(hub.listening()) == []


def test_places_are_given_back() -> None:
    cap = SocketCap(limit=3, per_key=2)
    with cap.place("a"), cap.place("a"):
        with pytest.raises(TooMany), cap.place("a"):
            pass
        with cap.place("b"), pytest.raises(TooMany), cap.place("c"):
            pass
    with cap.place("a"), cap.place("a"), cap.place("b"):
        pass
