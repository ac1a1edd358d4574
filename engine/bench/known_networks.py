"""Networks drawn at random, and the slow way to ask them."""

import itertools
from collections.abc import Mapping, Sequence

import numpy as np

from engine.gaps.latent.fields import FloatArray, IntArray
from engine.gaps.network.structure import Node, Structure


def random_network(
    rng: np.random.Generator, nodes: int, parents: int = 3
) -> tuple[Structure, dict[str, FloatArray]]:
    """Each node has two to four states and up to `parents` of the nodes before it, in shuffled order."""
    made: list[Node] = []
    for number in rng.permutation(nodes).tolist():
        count = int(rng.integers(0, min(len(made), parents) + 1))
        chosen: list[int] = rng.permutation(len(made))[:count].tolist()
        states = tuple(f"s{n}" for n in range(int(rng.integers(2, 5))))
        made.append(Node(f"n{number}", states, tuple(made[place].name for place in chosen)))
    structure = Structure(tuple(made))
    tables = {
        node.name: rng.dirichlet(np.full(len(node.states), 0.6), structure.shape(node)[:-1])
        for node in structure.nodes
    }
    return structure, tables


def enumerated(
    structure: Structure,
    tables: Mapping[str, FloatArray],
    targets: Sequence[str],
    evidence: Mapping[str, str],
) -> FloatArray:
    """P(targets | evidence) by adding up every world."""
    shape = [len(structure.node(name).states) for name in targets]
    total = np.zeros(shape)
    for world in itertools.product(*(range(len(node.states)) for node in structure.nodes)):
        state = dict(zip(structure.names, world, strict=True))
        if any(structure.node(n).states[state[n]] != value for n, value in evidence.items()):
            continue
        chance = 1.0
        for node in structure.nodes:
            chance *= tables[node.name][tuple(state[name] for name in structure.family(node))]
        total[tuple(state[name] for name in targets)] += chance
    return total / total.sum()


def sampled(
    structure: Structure, tables: Mapping[str, FloatArray], n: int, rng: np.random.Generator
) -> IntArray:
    """(n, nodes): rows drawn from the network, parents first."""
    codes = np.zeros((n, len(structure.nodes)), dtype=np.int64)
    for place, node in enumerate(structure.nodes):
        given = tables[node.name][tuple(codes[:, structure.index(name)] for name in node.parents)]
        cumulative = np.broadcast_to(given, (n, len(node.states))).cumsum(axis=1)
        codes[:, place] = (rng.random(n)[:, None] > cumulative).sum(axis=1).clip(0, len(node.states) - 1)
    return codes
