"""How many segments: as well apart as can be, and the same ones when the customers are drawn anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from engine.profiles.segments.methods import Fitted, FloatArray, IntArray, Method, assign, fit

STABLE = 0.75
"""Mean adjusted Rand index from which on a division counts as stable."""
SMALLEST = 0.01
"""Part of the customers that the smallest segment must have."""
BOOTSTRAPS = 8
JUDGED = 4000
"""Customers that silhouette and stability are measured on at most."""


@dataclass(frozen=True)
class Candidate:
    """A division into k. silhouette: mean over the judged, -1 to 1. stability: mean adjusted Rand index of
    divisions of bootstrap samples with this one, at most 1. smallest: part of the smallest segment.
    """

    k: int
    silhouette: float
    stability: float
    smallest: float

    @property
    def sound(self) -> bool:
        return self.stability >= STABLE and self.smallest >= SMALLEST


def choose_k(z: FloatArray, method: Method, ks: Sequence[int], seed: int) -> tuple[Fitted, list[Candidate]]:
    """The division with the best silhouette among the sound ones, and what was tried.

    Where none is sound, the best product of silhouette and stability is taken. At least three segments are
    usual for `ks`: of two, one is "who buys much", which staff need no model for.
    Source: silhouette Rousseeuw 1987; stability Hennig 2007 (bootstrap, here by the adjusted Rand index).
    """
    random = np.random.default_rng(seed)
    judged = z[_some(len(z), JUDGED, random)]
    fits = [fit(z, method, k, seed) for k in ks]
    tried = [(fitted, _judge(judged, fitted, method, seed)) for fitted in fits]
    sound = [pair for pair in tried if pair[1].sound]
    best = (
        max(sound, key=lambda pair: pair[1].silhouette)
        if sound
        else max(tried, key=lambda pair: max(pair[1].silhouette, 0.0) * max(pair[1].stability, 0.0))
    )
    return best[0], [candidate for _, candidate in tried]


def judge(z: FloatArray, fitted: Fitted, method: Method, seed: int) -> Candidate:
    """How good a division is, measured on at most JUDGED customers."""
    return _judge(z[_some(len(z), JUDGED, np.random.default_rng(seed))], fitted, method, seed)


def _judge(judged: FloatArray, fitted: Fitted, method: Method, seed: int) -> Candidate:
    metrics: Any = import_module("sklearn.metrics")
    labels, _ = assign(judged, fitted)
    k = len(fitted.centres)
    inside = labels >= 0
    if len(set(labels[inside].tolist())) < 2:  # noqa: PLR2004 - of one segment nothing is apart
        return Candidate(k, 0.0, 0.0, 1.0)
    silhouette = float(metrics.silhouette_score(judged[inside], labels[inside]))
    scores: list[float] = []
    for number in range(BOOTSTRAPS):
        again = _again(judged, method, k, seed + 1 + number)
        scores.append(float(metrics.adjusted_rand_score(labels, again)))
    smallest = float(np.bincount(labels[inside], minlength=k).min() / len(labels))
    return Candidate(k, silhouette, float(np.mean(scores)), smallest)


def _again(judged: FloatArray, method: Method, k: int, seed: int) -> IntArray:
    """The judged customers, divided by a model of a bootstrap sample of them."""
    drawn = np.random.default_rng(seed).integers(0, len(judged), len(judged))
    return assign(judged, fit(judged[drawn], method, k, seed))[0]


def _some(count: int, most: int, random: np.random.Generator) -> IntArray:
    return np.sort(random.permutation(count)[:most])
