"""Exact answers of a Bayesian network: sums over everything that is not asked for."""

from collections.abc import Mapping, Sequence

from engine.errors import Invalid
from engine.gaps.latent.fields import FloatArray
from engine.gaps.network.contraction import Factor, contract
from engine.gaps.network.structure import Structure

Tables = Mapping[str, FloatArray]
"""By node P(node | parents): (states of each parent ..., states of the node); with a leading axis of draws
where many networks are asked at once."""


def query(
    structure: Structure,
    tables: Tables,
    targets: Sequence[str],
    evidence: Mapping[str, str],
    *,
    draws: bool = False,
) -> FloatArray:
    """P(targets | evidence), one axis a target, after an axis of draws where the tables have one.

    Variable elimination: the factors, evidence filled in, are contracted pairwise in greedy order
    (Zhang and Poole 1994; the order is NumPy's), ancestors of targets and evidence only. Raises Invalid for
    an unknown node or state, for a target that is evidence, and for evidence of probability zero.
    """
    if both := set(targets) & set(evidence):
        raise Invalid(f"{', '.join(sorted(both))} is given and asked for at the same time.")
    known = {name: structure.node(name).place(state) for name, state in evidence.items()}
    needed = _ancestors(structure, [*targets, *known])
    axes = {name: number + 1 for number, name in enumerate(structure.names)}
    factors: list[Factor] = []
    lead = [0] if draws else []
    for node in structure.nodes:
        if node.name not in needed:
            continue
        family = structure.family(node)
        index = tuple(known.get(name, slice(None)) for name in family)
        table = tables[node.name][(slice(None), *index) if draws else index]
        factors.append((table, lead + [axes[name] for name in family if name not in known]))
    joint = contract(factors, lead + [axes[structure.node(name).name] for name in targets])
    total = joint.sum(axis=tuple(range(int(draws), joint.ndim)), keepdims=True)
    if not (total > 0).all():
        raise Invalid(f"The network says that {dict(evidence)} cannot be; take one of them away.")
    return joint / total


def _ancestors(structure: Structure, names: Sequence[str]) -> set[str]:
    """These nodes and everything that they depend on; the rest sums to 1 and changes nothing."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += structure.node(name).parents
    return found
