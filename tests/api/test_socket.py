"""The chat socket against careless and hostile clients."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.api.conftest import MakeApp
from tests.api.live_app import LiveApp
from tests.visitor import Visitor


@pytest.fixture
def begun(app: LiveApp) -> Visitor:
    return Visitor(app.url)


@pytest.fixture
def raw(app: LiveApp, begun: Visitor) -> Iterator[ClientConnection]:
    address = f"{app.url.replace('http', 'ws')}/api/v1/chat/conversations/{begun.id}/socket"
    with connect(address) as socket:
        yield socket


def hello(begun: Visitor, token: str | None = None) -> str:
    return json.dumps({"type": "hello", "token": token or begun.secret, "after": 0})


def read(socket: ClientConnection) -> dict[str, Any]:
    return json.loads(socket.recv(10))


@pytest.mark.parametrize(
    "first",
    [
        '{"type": "message", "client_id": "1", "text": "hi"}',
        '{"type": "hello", "token": "wrong", "after": 0}',
        '{"type": "hello", "token": 7}',
        '{"type": "hello", "token": "\\ud800"}',
        "[]",
        "nonsense",
    ],
)
def test_without_a_right_hello_nothing_is_told(raw: ClientConnection, first: str) -> None:
    raw.send(first)
    assert read(raw)["type"] == "error"
    with pytest.raises(ConnectionClosed):
        raw.recv(10)


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("nonsense", "invalid"),
        ("[" * 5000, "invalid"),
        ("null", "invalid"),
        ('{"type": "fly"}', "invalid"),
        ('{"type": "message", "text": "no client id"}', "invalid"),
        ('{"type": "message", "client_id": "1", "text": 5}', "invalid"),
        ('{"type": "message", "client_id": "\\ud800", "text": "x"}', "invalid"),
        ('{"type": "message", "client_id": "a\\u0000b", "text": "x"}', "invalid"),
        ('{"type": "message", "client_id": "1", "text": " "}', "empty"),
        ('{"type": "button", "client_id": "1", "button_id": "unknown"}', "not_found"),
        ('{"type": "button", "client_id": "1", "button_id": "/restart"}', "not_found"),
    ],
)
def test_a_bad_frame_is_refused_and_the_socket_lives(
    raw: ClientConnection, begun: Visitor, frame: str, code: str
) -> None:
    raw.send(hello(begun))
    assert read(raw)["type"] == "welcome"
    raw.send(frame)
    refused = read(raw)
    assert (refused["type"], refused["code"]) == ("error", code)
    raw.send(b"binary")
    assert read(raw)["code"] == "invalid"
    raw.send('{"type": "ping"}')
    assert read(raw) == {"type": "pong"}


def test_a_lone_surrogate_in_a_frame_is_replaced(raw: ClientConnection, begun: Visitor) -> None:
    raw.send(hello(begun))
    read(raw)
    raw.send('{"type": "message", "client_id": "1", "text": "half \\ud83d"}')
    acknowledged = read(raw)
    assert acknowledged["type"] == "ack"
    assert acknowledged["message"]["text"] == "half \ufffd"


def test_a_huge_frame_ends_the_socket(raw: ClientConnection, begun: Visitor) -> None:
    raw.send(hello(begun))
    read(raw)
    raw.send(json.dumps({"type": "message", "client_id": "1", "text": "x" * 70_000}))
    assert read(raw)["code"] == "too_large"
    with pytest.raises(ConnectionClosed) as closed:
        raw.recv(10)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009


def test_so_many_windows_and_no_more(app: LiveApp, begun: Visitor) -> None:
    address = f"{app.url.replace('http', 'ws')}/api/v1/chat/conversations/{begun.id}/socket"
    open_ones = [connect(address) for _ in range(10)]
    for socket in open_ones:
        socket.send(hello(begun))
        assert read(socket)["type"] == "welcome"
    with connect(address) as eleventh:
        assert read(eleventh)["code"] == "rate_limited"
        with pytest.raises(ConnectionClosed):
            eleventh.recv(10)
    for socket in open_ones:
        socket.close()


def test_a_flood_of_frames_ends_the_socket(begun: Visitor, make_app: MakeApp) -> None:
    slow = make_app(messages_per_minute=20)
    with connect(f"{slow.url.replace('http', 'ws')}/api/v1/chat/conversations/{begun.id}/socket") as socket:
        socket.send(hello(begun))
        assert read(socket)["type"] == "welcome"
        with pytest.raises(ConnectionClosed) as closed:
            for _ in range(500):
                socket.send('{"type": "ping"}')
            while True:
                socket.recv(10)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1013
