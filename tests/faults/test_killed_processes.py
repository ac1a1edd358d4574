"""SIGKILL at random moments: nothing acknowledged is lost, doubled or out of order; no answer comes twice."""

import os
import signal
import threading
import time
from collections import Counter

from sqlalchemy import select

from engine.accounts.identity import issue_shop_token
from engine.serve.instance import Instance
from engine.store import Database
from engine.store.tables import Message, Order
from tests.faults.customers import Asker, Killer
from tests.visitor import Visitor

CUSTOMERS, TURNS = 6, 50


def test_300_turns_while_app_and_rasa_are_killed(stack: Instance) -> None:
    database = Database(stack.settings.resolved_database_url)
    with database.session(writes=False) as session:
        orders = session.scalars(select(Order).order_by(Order.id).limit(CUSTOMERS)).all()
    askers: list[Asker] = []
    for order in orders:
        token = issue_shop_token(stack.settings.shop_secret, order.customer_id)
        visitor = Visitor(stack.url, token=token)
        visitor.connect()
        calm = visitor.say(f"Where is my order #{order.id}?", until=order.id)
        assert len(calm) == 1, calm
        askers.append(Asker(visitor, f"Where is my order #{order.id}?", TURNS))
    killer = Killer(stack, seed=7, pauses=(0.3, 4.0))
    killer.start()
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    killer.done.set()
    killer.join()
    assert [asker.problem for asker in askers] == [None] * CUSTOMERS
    assert killer.killed.count("app") >= 3, killer.killed
    assert killer.killed.count("rasa") >= 3, killer.killed
    for asker in askers:
        check_conversation(database, asker)
    database.dispose()


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


def test_with_rasa_down_the_customer_is_told_and_offered_a_person_within_10_seconds(stack: Instance) -> None:
    stack.wait_ready(within=120)
    with Visitor(stack.url) as visitor:
        visitor.say("hello")
        stop = threading.Event()
        keep_down = threading.Thread(target=keep_killed, args=(stack, stop))
        keep_down.start()
        try:
            started = time.monotonic()
            visitor.send({"type": "message", "text": "What does delivery cost?"})
            visitor.wait_for(offers_a_person, within=10)
            assert time.monotonic() - started <= 10
        finally:
            stop.set()
            keep_down.join()
    stack.wait_ready(within=120)


def keep_killed(stack: Instance, stop: threading.Event) -> None:
    """End every Rasa that the supervisor starts."""
    while not stop.wait(0.05):
        try:
            os.kill(stack.pid("rasa"), signal.SIGKILL)
        except (ProcessLookupError, FileNotFoundError, ValueError):
            continue


def offers_a_person(visitor: Visitor) -> bool:
    """A message since the last customer's one that offers a person, or the conversation waits for one."""
    last = max(seq for seq, message in visitor.messages.items() if message["author"] == "customer")
    later = [message for seq, message in visitor.messages.items() if seq > last]
    return bool(later) and (visitor.state["name"] == "waiting" or any(m["buttons"] for m in later))
