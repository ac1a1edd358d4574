"""Customers who keep asking while processes are killed, as the widget would: resend, reconnect, resync."""

import os
import random
import signal
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx
from sqlalchemy import select
from websockets.exceptions import WebSocketException

from engine.serve.instance import Instance
from engine.store import Database
from engine.store.tables import Message
from tests.visitor import Visitor

PATIENCE = 120.0
BROKEN = (WebSocketException, httpx.HTTPError, OSError, EOFError, TimeoutError)


@dataclass
class Asker(threading.Thread):
    """Asks the same question `turns` times, each after the last one was answered."""

    visitor: Visitor
    question: str
    turns: int
    sent: list[str] = field(default_factory=list)
    problem: BaseException | None = None

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        try:
            for _ in range(self.turns):
                self._turn()
        except BaseException as problem:
            self.problem = problem

    def _turn(self) -> None:
        client_id = uuid.uuid4().hex
        self.sent.append(client_id)
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self.visitor.send({"type": "message", "client_id": client_id, "text": self.question})
                self.visitor.wait_for(lambda v: is_answered(v, client_id), within=20)
                return
            except BROKEN:
                if time.monotonic() > deadline:
                    raise
                self._reconnect(deadline)

    def _reconnect(self, deadline: float) -> None:
        while True:
            try:
                self.visitor.connect()
                return
            except BROKEN:
                if time.monotonic() > deadline:
                    raise
                threading.Event().wait(0.1)


class SteadyAsker(Asker):
    """Asks until `done`."""

    done: threading.Event

    def run(self) -> None:
        try:
            while not self.done.is_set():
                self._turn()
        except BaseException as problem:
            self.problem = problem


def let_ask(askers: list[SteadyAsker], turns: int) -> None:
    """Wait until each customer has asked so many more questions."""
    goals = [len(asker.sent) + turns for asker in askers]
    deadline = time.monotonic() + 60
    while any(len(asker.sent) < goal for asker, goal in zip(askers, goals, strict=True)):
        assert [asker.problem for asker in askers] == [None] * len(askers)
        assert time.monotonic() < deadline, "customers are not answered"
        threading.Event().wait(0.02)


def is_answered(visitor: Visitor, client_id: str) -> bool:
    """Whether an answer has come to the message that was sent as `client_id`."""
    asked = visitor.messages.get(visitor.acknowledged.get(client_id, 0))
    return asked is not None and any(
        message["reply_to"] == asked["id"] for message in visitor.messages.values()
    )


def check_conversation(database: Database, asker: Asker) -> None:
    """What the store holds, and what the customer saw, of one conversation."""
    with database.session(writes=False) as session:
        rows = session.scalars(
            select(Message).where(Message.conversation_id == asker.visitor.id).order_by(Message.seq)
        ).all()
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    asked = [row for row in rows if row.author == "customer"]
    assert [row.client_id for row in asked[1:]] == asker.sent, "lost, doubled or out of order"
    answers = Counter(row.reply_to for row in rows if row.author == "bot" and row.reply_to)
    assert {row.id: answers[row.id] for row in asked} == {row.id: 1 for row in asked}, (
        "an answer twice, or none"
    )
    seen = {seq: m["text"] for seq, m in asker.visitor.messages.items()}
    stored = {row.seq: row.text for row in rows if row.author != "customer" and not row.note}
    assert {seq: text for seq, text in seen.items() if seq in stored} == stored


class Killer(threading.Thread):
    """Sends SIGKILL to the app and to Rasa at random moments until `done` is set.

    `turns` counts the turns that customers have begun: 8 to 24 of them lie between two kills, and some
    milliseconds more, so that a kill hits a turn at any of its steps. After every fourth kill the next one
    does not wait for the stack to serve again.
    """

    def __init__(self, instance: Instance, seed: int, turns: Callable[[], int]) -> None:
        super().__init__(daemon=True)
        self._instance, self._random, self._turns = instance, random.Random(seed), turns
        self.done = threading.Event()
        self.killed: list[str] = []
        self.recoveries: list[float] = []

    def run(self) -> None:
        while not self.done.is_set():
            for name in self._random.sample(["app", "rasa"], 2):
                self._let_pass(self._random.randint(8, 24))
                self._kill(name)
                if len(self.killed) % 4:
                    self._recover()
        self._recover()

    def _let_pass(self, turns: int) -> None:
        """Wait until so many turns were begun, or as long as a stack that is down can take."""
        goal, deadline = self._turns() + turns, time.monotonic() + PATIENCE
        while self._turns() < goal and time.monotonic() < deadline and not self.done.wait(0.005):
            continue
        self.done.wait(self._random.uniform(0, 0.05))

    def _kill(self, name: str) -> None:
        while not self.done.is_set():
            try:
                os.kill(self._instance.pid(name), signal.SIGKILL)
            except (ProcessLookupError, FileNotFoundError, ValueError):
                self.done.wait(0.05)  # between its end and its next start
                continue
            self.killed.append(name)
            return

    def _recover(self) -> None:
        started = time.monotonic()
        self._instance.wait_ready(within=PATIENCE)
        self.recoveries.append(time.monotonic() - started)
