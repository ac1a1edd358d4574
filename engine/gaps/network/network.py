"""The learnt network: what it says, how sure it is, and on how many rows that rests."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from engine.errors import Invalid
from engine.gaps.latent.fields import FloatArray, IntArray
from engine.gaps.network.counts import Cases, observed_counts
from engine.gaps.network.inference import query
from engine.gaps.network.learn import PRIOR, learn
from engine.gaps.network.structure import Node, Structure

FORMAT = 1
DRAWS = 400
THIN = 30
"""Rows that match the evidence, below which the answer is marked as thin."""
RARE = 5
"""Rows that two states of a node need at least, for the node to be in a network."""


@dataclass(frozen=True)
class Chance:
    """P(state | evidence) with a 95 % interval, and in how many of the matching rows it was so."""

    state: str
    probability: float
    low: float
    high: float
    rows: int


@dataclass(frozen=True)
class Answer:
    """evidence: what was given; used: the part of it that the answer depends on, the rest being told by it.
    matching: rows that agree with what was used; known: those of them in which the target is known. enough:
    there are at least 30 of the latter; below, the network leans on its structure and prior.
    """

    target: str
    evidence: dict[str, str]
    used: dict[str, str]
    chances: tuple[Chance, ...]
    matching: int
    known: int
    enough: bool


@dataclass(frozen=True)
class Network:
    """tables: P(node | parents). cases: the rows, counted. left_out: nodes of which too little is known here,
    with the number of rows in which they are known.
    """

    structure: Structure
    tables: dict[str, FloatArray]
    cases: Cases
    left_out: dict[str, int]

    @classmethod
    def learnt(cls, structure: Structure, codes: IntArray, *, prior: float = PRIOR) -> "Network":
        """From rows (n, nodes), nodes of which too little is known left out.

        Raises Invalid where nothing is left.
        """
        all_rows = Cases.of(codes)
        known = {name: all_rows.by_state(structure, name) for name in structure.names}
        thin = {name: sum(counts) for name, counts in known.items() if _too_little(counts)}
        if len(thin) == len(structure.nodes):
            raise Invalid(
                "There is too little data for a network of expectations: no order has a known course."
            )
        kept = structure.without(set(thin))
        cases = Cases.of(codes[:, [structure.index(name) for name in kept.names]])
        return cls(kept, learn(kept, cases, prior=prior).tables, cases, thin)

    def ask(self, target: str, evidence: Mapping[str, str]) -> Answer:
        """P(target | evidence) with interval and counts. Raises Invalid as `query` does."""
        node = self.structure.node(target)
        shares = query(self.structure, self.tables, [target], evidence)
        low, high = self._interval(target, evidence)
        used = self._used(target, evidence, shares)
        matching = self.cases.matching(self.structure, used)
        rows = matching.by_state(self.structure, target)
        chances = tuple(
            Chance(state, float(shares[n]), float(low[n]), float(high[n]), rows[n])
            for n, state in enumerate(node.states)
        )
        enough = sum(rows) >= THIN
        return Answer(target, dict(evidence), used, chances, matching.total, sum(rows), enough)

    def _used(self, target: str, evidence: Mapping[str, str], shares: FloatArray) -> dict[str, str]:
        """The evidence without what may be taken away without a change, one after another."""
        used = dict(evidence)
        for name in evidence:
            rest = {other: state for other, state in used.items() if other != name}
            if np.allclose(query(self.structure, self.tables, [target], rest), shares, rtol=0, atol=1e-12):
                used = rest
        return used

    def _interval(self, target: str, evidence: Mapping[str, str]) -> tuple[FloatArray, FloatArray]:
        drawn = query(self.structure, self._draws, [target], evidence, draws=True)
        low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
        return low, high

    @cached_property
    def _draws(self) -> dict[str, FloatArray]:
        """400 networks that the data leave possible: each table row Dirichlet, centred on what was learnt.

        Its certainty is that of the rows in which the whole family is known: what EM filled in is no
        evidence.
        """
        rng = np.random.default_rng(0)
        seen = observed_counts(self.structure, self.cases)
        return {name: _drawn(table, seen[name], rng) for name, table in self.tables.items()}

    def as_dict(self) -> dict[str, Any]:
        """Plain lists and numbers for JSON, without any customer's id; `from_dict` gives it back."""
        return {
            "format": FORMAT,
            "nodes": [_node_dict(node) for node in self.structure.nodes],
            "tables": {name: table.tolist() for name, table in self.tables.items()},
            "codes": self.cases.codes.tolist(),
            "weights": self.cases.weights.tolist(),
            "left_out": self.left_out,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Network":
        """Raises Invalid where it was written in another format."""
        if stored.get("format") != FORMAT:
            raise Invalid("This network was saved by another version; run `attune rebuild`.")
        structure = Structure(tuple(_node_of(one) for one in stored["nodes"]))
        tables = {name: np.array(table, dtype=np.float64) for name, table in stored["tables"].items()}
        codes = np.array(stored["codes"], dtype=np.int64).reshape(-1, len(structure.nodes))
        cases = Cases(codes, np.array(stored["weights"], dtype=np.float64))
        return cls(structure, tables, cases, dict(stored["left_out"]))


def _too_little(counts: list[int]) -> bool:
    return sum(counts) < THIN or sum(count >= RARE for count in counts) < 2  # noqa: PLR2004


def _drawn(table: FloatArray, seen: FloatArray, rng: np.random.Generator) -> FloatArray:
    certainty = seen.sum(axis=-1, keepdims=True) + PRIOR
    gammas = rng.standard_gamma(np.maximum(table * certainty, 1e-3), size=(DRAWS, *table.shape))
    gammas = np.maximum(gammas, np.finfo(np.float64).tiny)
    return gammas / gammas.sum(axis=-1, keepdims=True)


def _node_dict(node: Node) -> dict[str, Any]:
    return {
        "name": node.name,
        "states": list(node.states),
        "parents": list(node.parents),
        "kind": node.kind,
        "label": node.label,
        "labels": list(node.labels),
    }


def _node_of(one: Mapping[str, Any]) -> Node:
    return Node(
        one["name"],
        tuple(one["states"]),
        tuple(one["parents"]),
        one["kind"],
        one["label"],
        tuple(one["labels"]),
    )
