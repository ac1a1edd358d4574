"""Another model goes live, and back, while customers keep asking: nothing is lost, nobody waits in vain."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from engine.accounts.identity import issue_shop_token
from engine.errors import Unavailable
from engine.nlu import deployments
from engine.serve.instance import Instance
from engine.store import Database
from engine.store.tables import AuditEntry, Order
from tests.faults.customers import SteadyAsker, check_conversation, let_ask
from tests.trained_models import (
    add_copy,
    live_model,
    own_artifacts,
    promote,
    register,
    rollback,
    store,
    train_small_bot,
)
from tests.visitor import Visitor

CUSTOMERS = 3
ROLLBACK_WITHIN = 5.0


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """The demo shop, with models of its own."""
    folder = tmp_path_factory.mktemp("promotion")
    env = {
        "ATTUNE_ARTIFACTS_DIR": str(own_artifacts(folder / "artifacts")),
        "ATTUNE_MESSAGES_PER_MINUTE": "100000",
        "ATTUNE_CONVERSATIONS_PER_HOUR": "10000",
    }
    instance = Instance(folder / "var", env)
    with instance:
        yield instance


@pytest.fixture
def askers(stack: Instance) -> Iterator[list[SteadyAsker]]:
    """Customers who ask where their orders are, one question after the other, until the test ends."""
    with store(stack) as session:
        orders = session.scalars(select(Order).order_by(Order.id).limit(CUSTOMERS)).all()
    found: list[SteadyAsker] = []
    done = threading.Event()
    for order in orders:
        visitor = Visitor(stack.url, token=issue_shop_token(stack.settings.shop_secret, order.customer_id))
        visitor.connect()
        visitor.say(f"Where is my order #{order.id}?", until=order.id)
        asker = SteadyAsker(visitor, f"Where is my order #{order.id}?", 0)
        asker.done = done
        found.append(asker)
    for asker in found:
        asker.start()
    yield found
    done.set()
    for asker in found:
        asker.join()


def serving_model(stack: Instance) -> str:
    """What the app's turns are answered by."""
    return httpx.get(f"{stack.url}/readyz", timeout=5).json()["model"].removesuffix(".tar.gz")


def settle(askers: list[SteadyAsker], stack: Instance) -> int:
    """Stop asking; check every conversation, in the store and as the customer saw it. The turns taken."""
    askers[0].done.set()
    for asker in askers:
        asker.join()
    assert [asker.problem for asker in askers] == [None] * len(askers)
    database = Database(stack.settings.resolved_database_url)
    for asker in askers:
        check_conversation(database, asker)
    database.dispose()
    return sum(len(asker.sent) for asker in askers)


def seconds_of(stack: Instance, deployment_id: str) -> float:
    """From the request to the first turn that the model may answer."""
    with store(stack) as session:
        steps = {step["state"]: step["at"] for step in deployments.find(session, deployment_id).steps}
    begun, done = (datetime.fromisoformat(steps[state]) for state in ("requested", "done"))
    return (done - begun).total_seconds()


def test_promotion_and_rollback_while_customers_ask(
    stack: Instance, askers: list[SteadyAsker], record_testsuite_property: Callable[[str, object], None]
) -> None:
    before = live_model(stack)
    add_copy(stack, "green")
    let_ask(askers, 5)

    went = promote(stack, "green")
    assert (went["model"], went["from"], went["served"]) == ("green", before, True)
    assert (live_model(stack), serving_model(stack)) == ("green", "green")
    let_ask(askers, 10)

    came_back = rollback(stack)
    assert (live_model(stack), serving_model(stack)) == (before, before)
    took = seconds_of(stack, str(came_back["deployment"]))
    assert took <= ROLLBACK_WITHIN, took
    let_ask(askers, 10)
    rollback(stack)  # and forward again: both processes are warm
    assert serving_model(stack) == "green"
    let_ask(askers, 10)

    turns = settle(askers, stack)
    record_testsuite_property("rollback_seconds", round(took, 2))
    record_testsuite_property("promotion_seconds", round(seconds_of(stack, str(went["deployment"])), 1))
    record_testsuite_property("turns_meanwhile", turns)
    with store(stack) as session:
        deeds = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert [deed for deed in deeds if deed.startswith("nlu.")] == [
        "nlu.promote",
        "nlu.rollback",
        "nlu.rollback",
    ]


def test_a_killed_app_comes_back_to_the_live_model(stack: Instance) -> None:
    live = live_model(stack)
    os.kill(stack.pid("app"), signal.SIGKILL)
    stack.wait_ready(within=60)
    assert serving_model(stack) == live


def test_a_candidate_that_fails_its_self_test_changes_nothing(
    stack: Instance, askers: list[SteadyAsker], tmp_path: Path
) -> None:
    live = live_model(stack)
    small = train_small_bot(stack, tmp_path)
    with store(stack) as session:
        register(session, stack.settings.models_dir, small)
    with pytest.raises(Unavailable, match="not measured on the frozen test"):
        promote(stack, small)
    with pytest.raises(Unavailable, match=r"did not go live[\s\S]*is read as"):
        promote(stack, small, "--force")
    assert (live_model(stack), serving_model(stack)) == (live, live)
    let_ask(askers, 3)
    settle(askers, stack)


def test_an_archive_that_rasa_cannot_load_changes_nothing(stack: Instance) -> None:
    live = live_model(stack)
    models = stack.settings.models_dir
    (models / "broken.tar.gz").write_bytes(b"not an archive")
    with store(stack) as session:
        register(session, models, "broken")
    with pytest.raises(Unavailable, match="did not go live"):
        promote(stack, "broken", "--force")
    (models / "broken.tar.gz").write_bytes(b"changed after it was registered")
    with pytest.raises(Unavailable, match="was changed after training"):
        promote(stack, "broken", "--force")
    assert (live_model(stack), serving_model(stack)) == (live, live)


def test_after_a_restart_of_all_the_registrys_model_serves(stack: Instance) -> None:
    live = live_model(stack)
    stack.__exit__()
    came_back = rollback(stack)  # nothing runs: the registry alone changes
    assert came_back["served"] is False
    stack.__enter__()
    assert live_model(stack) != live
    assert serving_model(stack) == live_model(stack)
    rollback(stack)  # its Rasa is not warm: it is started anew
    assert serving_model(stack) == live
