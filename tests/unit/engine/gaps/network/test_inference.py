"""Exact answers, against adding up every world and against a library."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from engine.bench.known_networks import enumerated, random_network
from engine.errors import Invalid
from engine.gaps.network.inference import query
from engine.gaps.network.structure import Node, Structure


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6), st.integers(1, 6), st.data())
def test_posterior_is_that_of_enumeration(seed: int, nodes: int, data: st.DataObject) -> None:
    structure, tables = random_network(np.random.default_rng(seed), nodes)
    names = data.draw(st.permutations(structure.names))
    asked = data.draw(st.integers(1, len(names)))
    targets = names[:asked]
    given_ = data.draw(st.sets(st.sampled_from(names[asked:]))) if names[asked:] else set()
    evidence = {name: data.draw(st.sampled_from(structure.node(name).states)) for name in given_}
    ours = query(structure, tables, targets, evidence)
    assert_allclose(ours, enumerated(structure, tables, targets, evidence), rtol=0, atol=1e-9)


@pytest.mark.filterwarnings("ignore")  # the library's own imports warn; what it answers is what counts
@pytest.mark.parametrize("seed", range(3))
def test_pgmpy_gives_the_same_posterior(seed: int) -> None:
    from pgmpy.factors.discrete import TabularCPD  # noqa: PLC0415 - its import takes seconds
    from pgmpy.inference import VariableElimination  # noqa: PLC0415
    from pgmpy.models import DiscreteBayesianNetwork  # noqa: PLC0415

    structure, tables = random_network(np.random.default_rng(seed), 9)
    peer = DiscreteBayesianNetwork()
    peer.add_nodes_from(structure.names)
    for node in structure.nodes:
        peer.add_edges_from((parent, node.name) for parent in node.parents)
        cards = [len(structure.node(name).states) for name in node.parents]
        flat = tables[node.name].reshape(-1, len(node.states)).T
        peer.add_cpds(TabularCPD(node.name, len(node.states), flat, list(node.parents), cards))
    first, *_, last = structure.names
    theirs = VariableElimination(peer).query([first], {last: 1}, show_progress=False).values
    ours = query(structure, tables, [first], {last: structure.node(last).states[1]})
    assert_allclose(ours, theirs, rtol=0, atol=1e-9)


def test_many_networks_are_asked_at_once() -> None:
    structure, _ = random_network(np.random.default_rng(0), 4)
    rng = np.random.default_rng(1)
    many = {
        n.name: rng.dirichlet(np.ones(len(n.states)), (5, *structure.shape(n)[:-1])) for n in structure.nodes
    }
    target, given_ = structure.names[-1], structure.names[0]
    evidence = {given_: structure.node(given_).states[0]}
    together = query(structure, many, [target], evidence, draws=True)
    for draw in range(5):
        alone = query(structure, {name: table[draw] for name, table in many.items()}, [target], evidence)
        assert_allclose(together[draw], alone, atol=1e-12)


def test_impossible_questions_are_refused() -> None:
    structure = Structure((Node("rain", ("no", "yes")), Node("wet", ("no", "yes"), ("rain",))))
    tables = {"rain": np.array([1.0, 0.0]), "wet": np.array([[1.0, 0.0], [0.0, 1.0]])}
    with pytest.raises(Invalid, match="cannot be; take one of them away"):
        query(structure, tables, ["rain"], {"wet": "yes"})
    with pytest.raises(Invalid, match="given and asked for at the same time"):
        query(structure, tables, ["rain"], {"rain": "yes"})
    with pytest.raises(Invalid, match="knows nothing of 'snow'"):
        query(structure, tables, ["snow"], {})
    with pytest.raises(Invalid, match="rain cannot be 'perhaps'; it can be: no, yes"):
        query(structure, tables, ["wet"], {"rain": "perhaps"})
