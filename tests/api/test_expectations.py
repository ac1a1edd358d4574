"""The console's expectations over the wire."""

from collections.abc import Iterator

import numpy as np
import pytest

from engine.accounts.staff import create_staff
from engine.gaps.network.experiences import Cuts
from engine.gaps.network.network import Network
from engine.gaps.network.structure import read_structure
from engine.gaps.saved import Card, Expectations, save
from engine.store import Database
from tests.agent import Agent
from tests.api.conftest import PASSWORD
from tests.api.live_app import LiveApp

ROOT = "/api/v1/console/expectations"


@pytest.fixture
def admin(app: LiveApp, database: Database) -> Iterator[Agent]:
    with database.session() as session:
        create_staff(session, "ada@example.com", "Ada", "admin", PASSWORD)
    agent = Agent(app.url, "ada@example.com", PASSWORD)
    yield agent
    agent.close()


def keep(app: LiveApp, *, network: bool = True) -> None:
    """A network of 400 orders in which late deliveries are followed by leaving; nobody ever complained."""
    structure = read_structure()
    rng = np.random.default_rng(1)
    codes = np.stack([rng.integers(0, len(node.states), 400) for node in structure.nodes], axis=1)
    codes[:, structure.index("complaint")] = 0
    codes[:, structure.index("leaves")] = codes[:, structure.index("delivery")] > 0
    learnt = Network.learnt(structure, codes) if network else None
    missing = () if network else ("There is too little data.",)
    card = Card("2026-11-20T00:00:00+00:00", None, "2026-11-20T00:00:00+00:00", 40, 400, missing=missing)
    save(Expectations(card, None, learnt, Cuts(None, None, None), ()), app.settings.var_dir)


def test_before_the_first_rebuild_the_page_is_told_the_way_out(admin: Agent) -> None:
    answer = admin._http.get(ROOT)
    assert answer.status_code == 404
    assert "attune rebuild" in answer.text


def test_network_comes_with_its_drawing_and_what_was_left_out(app: LiveApp, admin: Agent) -> None:
    keep(app)
    told = admin._http.get(ROOT).json()
    network = told["network"]
    assert network["left_out"] == {"complaint": 400}
    assert told["card"]["orders"] == network["orders"] == 400
    nodes = {node["name"]: node for node in network["nodes"]}
    assert "complaint" not in nodes
    assert nodes["delivery"]["label"]["zh"] == "送达"
    assert [state["name"] for state in nodes["delivery"]["states"]] == ["on_time", "late", "very_late"]
    assert all(arrow["path"].startswith("M") for arrow in network["arrows"])
    assert {"parent": "delivery", "child": "leaves"}.items() <= next(
        arrow for arrow in network["arrows"] if arrow["child"] == "leaves" and arrow["parent"] == "delivery"
    ).items()


def test_evidence_changes_what_is_expected(app: LiveApp, admin: Agent) -> None:
    keep(app)
    chances = {}
    for state in ("on_time", "late"):
        answer = admin._http.post(f"{ROOT}/ask", json={"evidence": {"delivery": state}}).json()["answers"]
        assert "delivery" not in answer
        leaves = answer["leaves"]
        assert leaves["known"] > 30
        chances[state] = {chance["state"]: chance["probability"] for chance in leaves["chances"]}
    assert chances["late"]["yes"] > 0.8
    assert chances["on_time"]["yes"] < 0.2


def test_what_the_network_does_not_know_is_refused_in_words(app: LiveApp, admin: Agent) -> None:
    keep(app)
    for evidence in ({"weather": "rain"}, {"delivery": "lost"}):
        answer = admin._http.post(f"{ROOT}/ask", json={"evidence": evidence})
        assert answer.status_code == 422
        assert next(iter(evidence)) in answer.text
    keep(app, network=False)
    assert admin._http.get(ROOT).json()["network"] is None
    assert admin._http.post(f"{ROOT}/ask", json={}).status_code == 409


def test_agents_are_no_admins(app: LiveApp, database: Database) -> None:
    with database.session() as session:
        create_staff(session, "bo@example.com", "Bo", "agent", PASSWORD)
    agent = Agent(app.url, "bo@example.com", PASSWORD)
    assert agent._http.get(ROOT).status_code == 403
    assert agent._http.post(f"{ROOT}/ask", json={}).status_code == 403
    agent.close()
