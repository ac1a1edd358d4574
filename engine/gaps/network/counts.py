"""Rows of the network, equal ones together, and what they add to the families' counts."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.gaps.latent.fields import FloatArray, IntArray
from engine.gaps.network.structure import Structure

MISSING = -1


@dataclass(frozen=True)
class Cases:
    """codes: (different rows, nodes), the state's number, -1 where not known. weights: how often each is."""

    codes: IntArray
    weights: FloatArray

    @classmethod
    def of(cls, codes: IntArray) -> "Cases":
        """Equal rows counted together."""
        different, counts = np.unique(codes, axis=0, return_counts=True)
        return cls(different, counts.astype(np.float64))

    @property
    def total(self) -> int:
        return int(self.weights.sum())

    def matching(self, structure: Structure, evidence: Mapping[str, str]) -> "Cases":
        """The rows that are known to be so."""
        keep = np.ones(len(self.codes), dtype=bool)
        for name, state in evidence.items():
            keep &= self.codes[:, structure.index(name)] == structure.node(name).place(state)
        return Cases(self.codes[keep], self.weights[keep])

    def by_state(self, structure: Structure, name: str) -> list[int]:
        """How many rows are known to be in each state of a node."""
        column, states = self.codes[:, structure.index(name)], len(structure.node(name).states)
        known = column != MISSING
        counts = np.bincount(column[known], weights=self.weights[known], minlength=states)
        return [int(count) for count in counts]


def observed_counts(structure: Structure, cases: Cases) -> dict[str, FloatArray]:
    """By node the counts of its family over the rows in which all of the family is known."""
    counts: dict[str, FloatArray] = {}
    for node in structure.nodes:
        columns = cases.codes[:, [structure.index(name) for name in structure.family(node)]]
        whole = (columns != MISSING).all(axis=1)
        table = np.zeros(structure.shape(node))
        np.add.at(table, tuple(columns[whole].T), cases.weights[whole])
        counts[node.name] = table
    return counts
