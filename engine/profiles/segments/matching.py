"""Labels that stay with their segment from one rebuild to the next."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np

from engine.profiles.segments.methods import FloatArray


def keep_labels(
    centres: FloatArray, before: FloatArray, labels: Sequence[int], next_label: int
) -> tuple[list[int], int]:
    """Labels of the new centres: that of the former centre it is paired with, or a label never used before.

    centres: (segments, features) and before: (former, features) in the same space; labels: (former,). Pairs
    are those with the least sum of distances (Kuhn 1955, the Hungarian method); one that lies farther off
    than half-way to the nearest other former centre is no pair. Returns the labels, and the next unused one.
    """
    given: dict[int, int] = {}
    if len(before) and len(centres):
        optimise: Any = import_module("scipy.optimize")
        away = np.linalg.norm(centres[:, None, :] - before[None, :, :], axis=2)
        room = _room(before)
        for new, old in zip(*optimise.linear_sum_assignment(away), strict=True):
            if away[new, old] < room[old]:
                given[int(new)] = labels[int(old)]
    found: list[int] = []
    for place in range(len(centres)):
        if place not in given:
            given[place], next_label = next_label, next_label + 1
        found.append(given[place])
    return found, next_label


def _room(centres: FloatArray) -> FloatArray:
    """Half of how far from each centre the nearest other one is; infinite for a single one."""
    away = np.linalg.norm(centres[:, None, :] - centres[None, :, :], axis=2)
    np.fill_diagonal(away, np.inf)
    return away.min(axis=1) / 2
