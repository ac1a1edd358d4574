"""SIGKILL at random moments: nothing acknowledged is lost, doubled or out of order; no answer comes twice."""

import os
import signal
import threading
import time
from collections.abc import Callable

import httpx
import pytest
from sqlalchemy import select

from engine.accounts.identity import issue_shop_token
from engine.serve.instance import Instance
from engine.store import Database
from engine.store.tables import Order
from tests.faults.customers import Asker, Killer, check_conversation, is_answered
from tests.visitor import Visitor

CUSTOMERS, TURNS = 6, 50


@pytest.mark.timeout(900)  # a dozen starts of Rasa, on a slow machine half a minute each
def test_300_turns_while_app_and_rasa_are_killed(
    stack: Instance, record_testsuite_property: Callable[[str, object], None]
) -> None:
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
    killer = Killer(stack, seed=7, turns=lambda: sum(len(asker.sent) for asker in askers))
    killer.start()
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    killer.done.set()
    killer.join()
    record_testsuite_property("kills", len(killer.killed))
    record_testsuite_property("longest_recovery_seconds", round(max(killer.recoveries, default=0.0), 1))
    assert [asker.problem for asker in askers] == [None] * CUSTOMERS
    assert killer.killed.count("app") >= 3, killer.killed
    assert killer.killed.count("rasa") >= 3, killer.killed
    for asker in askers:
        check_conversation(database, asker)
    database.dispose()


def test_with_rasa_down_the_customer_is_told_and_offered_a_person_within_10_seconds(
    stack: Instance, record_testsuite_property: Callable[[str, object], None]
) -> None:
    stack.wait_ready(within=120)
    with Visitor(stack.url) as visitor:
        visitor.say("hello")
        stop = threading.Event()
        keep_down = threading.Thread(target=keep_killed, args=(stack, stop))
        keep_down.start()
        try:
            wait_until_down(stack)
            started = time.monotonic()
            asked = visitor.send({"type": "message", "text": "What does delivery cost?"})
            visitor.wait_for(lambda v: offers_a_person(v, asked), within=10)
            record_testsuite_property("told_after_seconds", round(time.monotonic() - started, 1))
        finally:
            stop.set()
            keep_down.join()
        stack.wait_ready(within=120)
        visitor.wait_for(lambda v: is_answered(v, asked), within=30)


def keep_killed(stack: Instance, stop: threading.Event) -> None:
    """End every Rasa that the supervisor starts."""
    while not stop.wait(0.05):
        try:
            os.kill(stack.pid("rasa"), signal.SIGKILL)
        except (ProcessLookupError, FileNotFoundError, ValueError):
            continue


def wait_until_down(stack: Instance) -> None:
    """Wait until the app itself says that it has no Rasa."""
    deadline = time.monotonic() + 20
    while httpx.get(f"{stack.url}/readyz", timeout=5).is_success:
        assert time.monotonic() < deadline, "Rasa went on serving"
        threading.Event().wait(0.05)


def offers_a_person(visitor: Visitor, client_id: str) -> bool:
    """Whether a person was offered after the message that was sent as `client_id`."""
    asked = visitor.acknowledged.get(client_id)
    titles = [
        button["title"]
        for seq, message in visitor.messages.items()
        if asked is not None and seq > asked
        for button in message["buttons"]
    ]
    return "Talk to a person" in titles
