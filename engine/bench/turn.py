"""The whole turn against a stock bot's, both in one run.

Ours: from the WebSocket frame that asks where an order is to the frame that answers, through
database, outbox, Rasa, action, order service and back. The peer: the plain REST turn of the bot
that `rasa init` makes, greeted with "hi", which keeps nothing on disk.
"""

import json
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect

from engine.accounts.identity import issue_shop_token
from engine.bench.figures import Figure, at_most, p50, p95
from engine.bench.stock_bot import prepare_stock_bot, stock_bot_spec
from engine.errors import Unavailable
from engine.orders.service import orders_of
from engine.serve.child import Child
from engine.serve.instance import Instance
from engine.serve.ports import free_port
from engine.settings import Settings
from engine.store import Database

WARM_UP = 20
TURNS_A_CONVERSATION = 10
"""Each bot starts a new conversation as often: Rasa's turns grow slower with the length of the tracker."""
PEER = "rasa init (REST)"
BENCH_CUSTOMER = "noah_brown_6181"


def turn_figures(settings: Settings, turns: int, report: Callable[[str], None]) -> dict[str, Figure]:
    """Median and 95th percentile of our turn and of the stock bot's, interleaved turn by turn.

    `turns` counts the measured turns of each. The ratio of the medians is held against 1.0.
    """
    source = settings.data_dir / "taubench_retail"
    if not source.exists():
        raise Unavailable(f"{source} is not there; set ATTUNE_DATA to the folder that holds taubench_retail.")
    report("making the stock bot (once, a minute or two)")
    folder = prepare_stock_bot(settings)
    with ExitStack() as stack:
        var_dir = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="attune-bench-")))
        report("starting both bots")
        ours = Instance(
            var_dir, {"ATTUNE_MESSAGES_PER_MINUTE": "1000000", "ATTUNE_CONVERSATIONS_PER_HOUR": "1000"}
        )
        ours.attune("ingest", str(source), "--format", "tau-retail")
        stack.enter_context(ours)
        peer = _start_peer(settings, folder, var_dir, stack)
        ask = _our_turn(ours, stack)
        report(f"measuring {turns} turns of each")
        return _measure(ask, peer, turns)


@dataclass(frozen=True)
class Bot:
    """`turn` asks and waits for the answer; `begin` opens a new conversation, outside the clock."""

    turn: Callable[[], None]
    begin: Callable[[], None]


def _measure(ours: Bot, peer: Bot, turns: int) -> dict[str, Figure]:
    seconds: dict[str, list[float]] = {"ours": [], "peer": []}
    for number in range(WARM_UP + turns):
        for name, bot in (("ours", ours), ("peer", peer)):
            if number % TURNS_A_CONVERSATION == 0:
                bot.begin()
            started = time.perf_counter()
            bot.turn()
            if number >= WARM_UP:
                seconds[name].append(time.perf_counter() - started)
    ours_p50, peer_p50 = p50(seconds["ours"]), p50(seconds["peer"])
    ours_p95, peer_p95 = p95(seconds["ours"]), p95(seconds["peer"])
    return {
        "turn_ratio_p50": at_most(ours_p50 / peer_p50, 1.0, 1.0),
        "turn_p50_ms": at_most(ours_p50, peer_p50, peer_p50),
        "turn_p95_ms": at_most(ours_p95, peer_p95 * 1.5, peer_p95),
    }


def _start_peer(settings: Settings, folder: Path, var_dir: Path, stack: ExitStack) -> Bot:
    port = free_port()
    child = Child(stock_bot_spec(settings, folder, port), var_dir / "peer")
    child.start()
    stack.callback(child.stop)
    client = stack.enter_context(httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30))
    deadline = time.monotonic() + 180
    while not child.is_healthy():
        if child.poll() is not None or time.monotonic() > deadline:
            raise Unavailable(f"{child.last_words()}\nthe stock bot did not come up")
        time.sleep(0.2)

    senders = count()
    sender: list[str] = []

    def begin() -> None:
        sender[:] = [f"bench-{next(senders)}"]

    def turn() -> None:
        answer = client.post("/webhooks/rest/webhook", json={"sender": sender[0], "message": "hi"})
        if not answer.json():
            raise Unavailable("the stock bot did not answer")

    return Bot(turn, begin)


def _our_turn(ours: Instance, stack: ExitStack) -> Bot:
    database = Database(ours.settings.resolved_database_url)
    stack.callback(database.dispose)
    with database.session(writes=False) as session:
        order = orders_of(session, BENCH_CUSTOMER)[0]
    token = issue_shop_token(ours.settings.shop_secret, BENCH_CUSTOMER)
    turns = count()
    open_socket: list[ClientConnection] = []
    stack.callback(lambda: [socket.close() for socket in open_socket])

    def begin() -> None:
        for socket in open_socket:
            socket.close()
        open_socket[:] = [_conversation(ours.url, token)]

    def turn() -> None:
        number = next(turns)
        text = f"Where is my order {order.display_id}?"
        frame = {"type": "message", "client_id": f"bench-{number}", "text": text}
        open_socket[0].send(json.dumps(frame))
        reply = _await(open_socket[0], _is_bot_message)
        if order.id not in json.dumps(reply):
            raise Unavailable(f"the bot did not speak of order {order.id}: {json.dumps(reply)[:500]}")

    return Bot(turn, begin)


def _conversation(url: str, token: str) -> ClientConnection:
    """A new conversation's socket, past its welcome."""
    begun = httpx.post(f"{url}/api/v1/chat/conversations", json={"token": token, "language": "en"})
    begun.raise_for_status()
    conversation: dict[str, Any] = begun.json()
    path = f"/api/v1/chat/conversations/{conversation['conversation_id']}/socket"
    socket = connect(url.replace("http", "ws", 1) + path)
    socket.send(json.dumps({"type": "hello", "token": conversation["visitor_token"], "after": 0}))
    _await(socket, lambda frame: frame["type"] == "welcome")
    return socket


def _is_bot_message(frame: dict[str, Any]) -> bool:
    return frame["type"] == "message" and frame["message"]["author"] == "bot"


def _await(socket: ClientConnection, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    while True:
        frame = json.loads(socket.recv(timeout=30))
        if frame["type"] == "error":
            raise Unavailable(f"the app refused: {frame}")
        if wanted(frame):
            return frame
