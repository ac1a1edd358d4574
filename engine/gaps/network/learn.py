"""Learning the tables: counts with a Dirichlet prior, and EM where values are missing."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.gaps.latent.fields import FloatArray, IntArray
from engine.gaps.network.contraction import Factor, contract
from engine.gaps.network.counts import MISSING, Cases
from engine.gaps.network.structure import Structure

PRIOR = 1.0
"""Pseudo-observations of every combination of parents, spread evenly over the node's states."""


@dataclass(frozen=True)
class Learnt:
    """tables: P(node | parents). history: log likelihood of what is known plus log prior, after each step;
    it never falls.
    """

    tables: dict[str, FloatArray]
    history: tuple[float, ...]


def learn(
    structure: Structure, cases: Cases, *, prior: float = PRIOR, tolerance: float = 1e-7, most: int = 200
) -> Learnt:
    """The tables of highest posterior density: (count + prior / states) / (total + prior).

    Rows with missing values count in each possible way, by its probability (EM, Lauritzen 1995); without
    missing values that is one step. Raises Invalid as `Structure` does.
    """
    tables = _normalised(structure, {n.name: np.zeros(structure.shape(n)) for n in structure.nodes}, 1.0)
    groups = _by_pattern(cases)
    history = list[float]()
    while True:
        counts, likelihood = _expect(structure, tables, groups)
        history.append(likelihood + _log_prior(structure, tables, prior))
        small = len(history) > 1 and history[-1] - history[-2] <= tolerance * max(1.0, abs(history[-2]))
        if small or len(history) > most:
            return Learnt(tables, tuple(history))
        tables = _normalised(structure, counts, prior)


def _by_pattern(cases: Cases) -> list[tuple[tuple[int, ...], Cases]]:
    """The rows by which columns are missing."""
    patterns, which = np.unique(cases.codes == MISSING, axis=0, return_inverse=True)
    flat = which.ravel()
    return [
        (tuple(np.flatnonzero(pattern).tolist()), Cases(cases.codes[flat == n], cases.weights[flat == n]))
        for n, pattern in enumerate(patterns)
    ]


def _expect(
    structure: Structure, tables: Mapping[str, FloatArray], groups: list[tuple[tuple[int, ...], Cases]]
) -> tuple[dict[str, FloatArray], float]:
    """Expected counts of all families, and the log likelihood of what is known."""
    counts = {node.name: np.zeros(structure.shape(node)) for node in structure.nodes}
    likelihood = 0.0
    for missing, cases in groups:
        joint, letters = _joint(structure, tables, cases.codes, missing)
        evidence = joint.reshape(len(joint), -1).sum(axis=1)
        likelihood += float(cases.weights @ np.log(evidence))
        weighted = joint * (cases.weights / evidence).reshape(-1, *(1 for _ in missing))
        for node in structure.nodes:
            family = [structure.index(name) for name in structure.family(node)]
            hidden = [place for place in family if place in missing]
            share = contract([(weighted, [0, *letters])], [0, *(place + 1 for place in hidden)])
            seen = [axis for axis, place in enumerate(family) if place not in missing]
            unseen = [family.index(place) for place in hidden]
            view = counts[node.name].transpose([*seen, *unseen])
            where = tuple(cases.codes[:, family[axis]] for axis in seen)
            if where:
                np.add.at(view, where, share)
            else:
                view += share.sum(axis=0)
    return counts, likelihood


def _joint(
    structure: Structure, tables: Mapping[str, FloatArray], codes: IntArray, missing: tuple[int, ...]
) -> tuple[FloatArray, list[int]]:
    """(rows, states of each missing column ...): P(row, missing), and its columns' axis numbers."""
    factors: list[Factor] = [(np.ones(len(codes)), [0])]
    for node in structure.nodes:
        family = [structure.index(name) for name in structure.family(node)]
        hidden = [place for place in family if place in missing]
        order = [a for a, p in enumerate(family) if p not in missing] + [family.index(p) for p in hidden]
        seen = tuple(codes[:, place] for place in family if place not in missing)
        table = tables[node.name].transpose(order)
        axes = ([0] if seen else []) + [place + 1 for place in hidden]
        factors.append((table[seen] if seen else table, axes))
    letters = [place + 1 for place in missing]
    return contract(factors, [0, *letters]), letters


def _normalised(
    structure: Structure, counts: Mapping[str, FloatArray], prior: float
) -> dict[str, FloatArray]:
    tables: dict[str, FloatArray] = {}
    for node in structure.nodes:
        raised = counts[node.name] + prior / len(node.states)
        tables[node.name] = raised / raised.sum(axis=-1, keepdims=True)
    return tables


def _log_prior(structure: Structure, tables: Mapping[str, FloatArray], prior: float) -> float:
    return sum(prior / len(node.states) * float(np.log(tables[node.name]).sum()) for node in structure.nodes)
