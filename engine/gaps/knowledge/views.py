"""How like two questions are, by sentence vectors, comparable within and across languages."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.gaps.knowledge.places import FloatArray, placed

OWN_WEIGHT = 2.0
"""Weight of the English model beside the joint one, of two English questions. Chosen on seed 1 of the planted
month (engine/bench/planted_month.py), as SHRINKS are; seeds 2 to 6 are the report."""
SHRINKS = (0.4, 0.7)
"""Shares of the round covariance. No one of them is right, so all are asked."""
FEWEST_PAIRS = 200
"""Pairs of answered questions of one intent from which on they say how languages compare."""
_MOST = 3.0


@dataclass(frozen=True)
class View:
    """One way of placing all questions, the first `english` of them English. joint: (n, dim); own: (english,
    dim2). of_chinese, across: what likenesses of two Chinese questions, and of one of each language, are
    multiplied by, so that an intent's questions are as like each other as in English.
    """

    joint: FloatArray
    own: FloatArray
    of_chinese: float
    across: float

    def likeness(self, rows: Sequence[int], columns: Sequence[int]) -> FloatArray:
        """(rows, columns), weighed cosines: of two English questions the mean over both models, else the
        joint one's.
        """
        left, right = np.array(rows, dtype=np.intp), np.array(columns, dtype=np.intp)
        found = self.joint[left] @ self.joint[right].T
        down, over = left < len(self.own), right < len(self.own)
        mine = self.own[left[down]] @ self.own[right[over]].T
        both = np.ix_(down, over)
        found[both] = (found[both] + OWN_WEIGHT * mine) / (1 + OWN_WEIGHT)
        found[np.ix_(~down, ~over)] *= self.of_chinese
        found[np.ix_(down, ~over)] *= self.across
        found[np.ix_(~down, over)] *= self.across
        return found


def views(joint: FloatArray, own: FloatArray, meaning: Sequence[str | None]) -> list[View]:
    """One a share of SHRINKS. joint: (n, dim), own: (english, dim2), both of `places.centred`; meaning as in
    `places.placed`.
    """
    return [_view(joint, own, meaning, shrink) for shrink in SHRINKS]


def _view(joint: FloatArray, own: FloatArray, meaning: Sequence[str | None], shrink: float) -> View:
    english = len(own)
    far = placed(joint, meaning, shrink)
    near = placed(own, meaning[:english], shrink)
    of_english = _within(far[:english], meaning[:english])
    of_chinese = _within(far[english:], meaning[english:])
    alike_joint, alike_own = _mean_of(of_english), _mean_of(_within(near, meaning[:english]))
    chinese, across = _mean_of(of_chinese), _across(of_english, of_chinese)
    if alike_joint is None or alike_own is None:
        return View(far, near, 1.0, 1.0)
    usual = (alike_joint + OWN_WEIGHT * alike_own) / (1 + OWN_WEIGHT)
    return View(far, near, _factor(usual, chinese), _factor(usual, across))


Sums = dict[str, tuple[FloatArray, int]]


def _within(vectors: FloatArray, meaning: Sequence[str | None]) -> Sums:
    """Of each intent the sum of its rows, and how many there are."""
    rows: dict[str, list[int]] = {}
    for row, name in enumerate(meaning):
        if name is not None:
            rows.setdefault(name, []).append(row)
    return {name: (vectors[own].sum(axis=0), len(own)) for name, own in rows.items()}


def _mean_of(sums: Sums) -> float | None:
    """Mean likeness of two questions of one intent and language; None of too few pairs."""
    pairs = sum(n * (n - 1) for _, n in sums.values())
    whole = sum(float(total @ total) - n for total, n in sums.values())
    return whole / pairs if pairs >= FEWEST_PAIRS else None


def _across(english: Sums, chinese: Sums) -> float | None:
    both = english.keys() & chinese.keys()
    pairs = sum(english[name][1] * chinese[name][1] for name in both)
    whole = sum(float(english[name][0] @ chinese[name][0]) for name in both)
    return whole / pairs if pairs >= FEWEST_PAIRS else None


def _factor(usual: float, other: float | None) -> float:
    if other is None or usual <= 0:
        return 1.0
    return float(np.clip(usual / max(other, usual / _MOST), 1 / _MOST, _MOST))
