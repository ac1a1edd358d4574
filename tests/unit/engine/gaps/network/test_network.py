"""What the learnt network says, and when it says that it does not know."""

import json

import numpy as np
import pytest

from engine.errors import Invalid
from engine.gaps.latent.fields import IntArray
from engine.gaps.network.network import Network
from engine.gaps.network.structure import KINDS, Node, Structure, read_structure

TRIO = Structure(
    (
        Node("tenure", ("new", "regular")),
        Node("late", ("no", "yes")),
        Node("leaves", ("no", "yes"), ("tenure", "late")),
    )
)


def rows(n: int, *, seed: int = 0, late: float = 0.3) -> IntArray:
    rng = np.random.default_rng(seed)
    tenure, is_late = (rng.random(n) < 0.5).astype(np.int64), (rng.random(n) < late).astype(np.int64)
    chance = 0.2 + 0.3 * is_late + 0.2 * (tenure == 0)
    columns = {"tenure": tenure, "late": is_late, "leaves": (rng.random(n) < chance).astype(np.int64)}
    return np.stack([columns[name] for name in TRIO.names], axis=1)


def test_new_customers_with_a_late_delivery_leave_more_often() -> None:
    network = Network.learnt(TRIO, rows(5000))
    answer = network.ask("leaves", {"tenure": "new", "late": "yes"})
    leaves = answer.chances[1]
    assert leaves.state == "yes"
    assert leaves.low < 0.7 < leaves.high
    assert leaves.low < leaves.probability < leaves.high
    assert answer.matching == answer.known == sum(chance.rows for chance in answer.chances)
    assert answer.enough
    assert network.ask("leaves", {}).chances[1].probability < leaves.probability
    assert sum(chance.probability for chance in answer.chances) == pytest.approx(1.0)


def test_interval_covers_the_truth_as_often_as_it_says() -> None:
    inside = 0
    for seed in range(100):
        network = Network.learnt(TRIO, rows(400, seed=seed))
        chance = network.ask("leaves", {"tenure": "new", "late": "yes"}).chances[1]
        inside += chance.low <= 0.7 <= chance.high
    assert 88 <= inside <= 100


def test_thin_evidence_is_said_and_widens_the_interval() -> None:
    many, few = Network.learnt(TRIO, rows(5000)), Network.learnt(TRIO, rows(300, late=0.05))
    evidence = {"tenure": "new", "late": "yes"}
    thin, sure = few.ask("leaves", evidence), many.ask("leaves", evidence)
    assert thin.known < 30
    assert not thin.enough
    assert thin.chances[1].high - thin.chances[1].low > 3 * (sure.chances[1].high - sure.chances[1].low)


def test_evidence_that_other_evidence_makes_idle_narrows_no_count() -> None:
    chain = Structure(
        (
            Node("promise", ("quick", "slow")),
            Node("late", ("no", "yes"), ("promise",)),
            Node("leaves", ("no", "yes"), ("late",)),
        )
    )
    rng = np.random.default_rng(0)
    promise, late, leaves = (rng.random((3, 1000)) < [[0.5], [0.3], [0.4]]).astype(np.int64)
    answer = Network.learnt(chain, np.stack([promise, late, leaves], axis=1)).ask(
        "leaves", {"promise": "quick", "late": "yes"}
    )
    assert answer.evidence == {"promise": "quick", "late": "yes"}
    assert answer.used == {"late": "yes"}
    assert answer.matching == late.sum()


def test_filled_in_values_are_no_evidence() -> None:
    codes = rows(2000)
    hidden = codes.copy()
    hidden[100:, TRIO.index("leaves")] = -1
    chances = [
        Network.learnt(TRIO, each).ask("leaves", {"late": "yes"}).chances[1] for each in (codes, hidden)
    ]
    widths = [chance.high - chance.low for chance in chances]
    assert widths[1] > 2.5 * widths[0]


def test_node_of_which_too_little_is_known_is_left_out_and_named() -> None:
    codes = rows(500)
    codes[10:, TRIO.index("late")] = -1
    network = Network.learnt(TRIO, codes)
    assert network.left_out == {"late": 10}
    assert network.structure.node("leaves").parents == ("tenure",)
    with pytest.raises(Invalid, match="knows nothing of 'late'"):
        network.ask("leaves", {"late": "yes"})
    with pytest.raises(Invalid, match="too little data"):
        Network.learnt(TRIO, codes[:5])


def test_json_keeps_what_the_network_says() -> None:
    network = Network.learnt(TRIO, rows(300))
    back = Network.from_dict(json.loads(json.dumps(network.as_dict())))
    evidence = {"late": "yes"}
    assert back.ask("leaves", evidence) == network.ask("leaves", evidence)
    with pytest.raises(Invalid, match="attune rebuild"):
        Network.from_dict({"format": -1})


def test_the_structure_that_is_shipped_is_whole_and_speaks_both_languages() -> None:
    structure = read_structure()
    assert set(KINDS) == {node.kind for node in structure.nodes}
    for node in structure.nodes:
        for label in (node.label, *node.labels):
            assert label is not None
            assert label["en"]
            assert label["zh"]
        assert len(node.labels) == len(node.states)


def test_impossible_structures_are_refused() -> None:
    states = ("no", "yes")
    with pytest.raises(Invalid, match="circle"):
        Structure((Node("a", states, ("b",)), Node("b", states, ("a",))))
    with pytest.raises(Invalid, match="depends on c, which is not"):
        Structure((Node("a", states, ("c",)),))
    with pytest.raises(Invalid, match="same name"):
        Structure((Node("a", states), Node("a", states)))
    with pytest.raises(Invalid, match="two states"):
        Structure((Node("a", ("only",)),))
