"""Thompson sampling with chances that are known exactly, so that they can be logged."""

from importlib import import_module
from typing import Any

import numpy as np

from engine.recommend.interactions import FloatArray

PRIOR = 20.0
"""Showings of an average product that are added to each, as doubt about what was shown little."""
DEFAULT_RATE = 0.05
"""Where nothing was shown yet."""
GRID = np.linspace(0.0, 1.0, 401) ** 3
"""Edges of cells of a rate, closer together where rates of interest lie."""


def posterior(shown: FloatArray, liked: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Beta(a, b) of each item's rate of interest, from how often it was shown and liked: (items,) each.

    The prior is the mean rate of all, worth PRIOR showings.
    """
    rate = float(liked.sum() / shown.sum()) if shown.sum() > 0 else DEFAULT_RATE
    rate = min(max(rate, 1e-3), 1.0 - 1e-3)
    a = liked + PRIOR * rate
    b = np.maximum(shown - liked, 0.0) + PRIOR * (1.0 - rate)
    return a, b


def chances(a: FloatArray, b: FloatArray) -> FloatArray:
    """The chance that each of these Beta(a, b) is the largest when all are drawn: (items,), summing to 1.

    The sum over the cells of GRID of the mass of i times what of each other lies below (half of the same
    cell). What the sum lacks of 1 is shared out. Thompson sampling chooses by these chances; source: Thompson
    1933, as in Chapelle and Li 2011.
    """
    special: Any = import_module("scipy.special")  # here, as it loads slowly
    edges: FloatArray = special.betainc(a[:, None], b[:, None], GRID[None, :])
    mass = np.diff(edges, axis=1)
    below = (edges[:, 1:] + edges[:, :-1]) / 2
    found = np.array([(mass[n] * np.delete(below, n, axis=0).prod(axis=0)).sum() for n in range(len(a))])
    return found / found.sum()
