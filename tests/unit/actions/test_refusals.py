"""Every "no" that the rule books can say has its sentence, and a way out that exists."""

import re
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.context import Services
from actions.refusals import explain_refusal
from actions.turn import Turn
from engine.orders.policy import (
    RULEBOOKS,
    check_cancel,
    check_exchange,
    check_modify,
    check_return,
)
from engine.orders.views import OrderView
from engine.store import Database
from tests.builders import NOW

DOMAIN = Path(__file__).parents[3] / "rasa_bot" / "domain"
STATUSES = (
    "pending", "pending_modified", "processed", "shipped", "delivered", "cancelled", "return_requested",
    "exchange_requested", "returned", "lost_in_space",
)  # fmt: skip
CHECKS = {"cancel": check_cancel, "return": check_return, "exchange": check_exchange, "modify": check_modify}


def responses() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path in DOMAIN.glob("*.yml"):
        found |= yaml.safe_load(path.read_text()).get("responses") or {}
    return found


def order(status: str, policy: str, days: int) -> OrderView:
    delivered = NOW - timedelta(days=days)
    return OrderView(
        "W1", "#W1", "mei", status, None, None, None, delivered, [], 1000, "USD", [], {}, [], policy=policy
    )


@pytest.mark.parametrize("deed", CHECKS)
@pytest.mark.parametrize(("policy", "days"), list(product(RULEBOOKS, (1, 90))))
@pytest.mark.parametrize("status", STATUSES)
def test_every_refusal_has_a_sentence(
    database: Database, deed: str, policy: str, days: int, status: str
) -> None:
    view = order(status, policy, days)
    decision = CHECKS[deed](view, NOW)
    if decision.allowed:
        return
    dispatcher = CollectingDispatcher()
    tracker = Tracker("c1", {"language": "en"}, {"metadata": {"message_id": "m1"}}, [], False, None, {}, None)
    services: Any = Services(database, lambda: None, lambda: None)  # pyright: ignore[reportArgumentType]
    slots = explain_refusal(Turn(dispatcher, tracker, services), deed, view, decision)
    said = dispatcher.messages[0]
    assert said["response"] in responses()
    places = set(re.findall(r"\{(\w+)\}", str(responses()[said["response"]])))
    assert all(said[place] for place in places - {"refunds"})
    offered = decision.alternative in ("return", "exchange", "cancel", "modify", "human")
    assert bool(said["buttons"]) is offered
    assert (slots["offer"] is not None) is offered
