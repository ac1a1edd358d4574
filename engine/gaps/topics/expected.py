"""What is expected of a customer in each family of topics, and what that expectation is worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.gaps.latent.fields import FloatArray
from engine.gaps.reports.statements import DEEDS
from engine.gaps.score.precision import precision_of

LEAST = 0.002
"""No topic is expected less: what was never seen may still be meant."""


@dataclass(frozen=True)
class Baseline:
    """shares: (topics,), of all customers, sums to 1. precision: how many deeds an expectation is worth at
    least; None where that cannot be told. customers: who it was learnt from.
    """

    topics: tuple[str, ...]
    shares: FloatArray
    precision: float | None
    customers: int

    def over(self, topics: Sequence[str]) -> FloatArray:
        """(topics,): the shares over other topics, sum 1; new ones are hardly expected, gone ones dropped."""
        known = dict(zip(self.topics, self.shares.tolist(), strict=True))
        return floored(np.array([known.get(topic, 0.0) for topic in topics]))


def floored(shares: FloatArray) -> FloatArray:
    """Shares along the last axis, none below LEAST, sum 1; all zero is taken as even."""
    sums = shares.sum(axis=-1, keepdims=True)
    even = np.full_like(shares, 1 / shares.shape[-1])
    mixed = np.where(sums > 0, shares / np.where(sums > 0, sums, 1.0), even)
    raised = np.maximum(mixed, LEAST)
    return raised / raised.sum(axis=-1, keepdims=True)


def behaviour_baseline(chances: FloatArray, deeds: FloatArray) -> Baseline:
    """From the behaviour model's chances and the days of deeds, (customers, 4) each."""
    expected = floored(chances)
    shares = floored(expected.mean(axis=0)) if len(expected) else np.full(len(DEEDS), 1 / len(DEEDS))
    return Baseline(DEEDS, shares, precision_of(deeds, expected), len(expected))


def category_baseline(topics: Sequence[str], deeds: FloatArray) -> Baseline:
    """From the days on which each customer bought or looked at something of each category."""
    sums = deeds.sum(axis=1)
    active = sums > 0
    shares = floored((deeds[active] / sums[active, None]).sum(axis=0) + 1 / len(topics))
    return Baseline(tuple(topics), shares, precision_of(deeds, shares), int(active.sum()))


def chances_of(deeds: Mapping[str, float]) -> FloatArray:
    """(4,): the behaviour model's chance of each first deed, given that there is one."""
    return floored(np.array([float(deeds.get(name, 0.0)) for name in DEEDS]))


def personal(shares: FloatArray, precision: float, own: FloatArray) -> tuple[FloatArray, float]:
    """The shop's shares updated by a customer's own deeds (topics,), and what the result is worth.

    Posterior mean of Dirichlet(precision x shares) after `own`, and its new precision.
    """
    worth = precision + float(own.sum())
    return floored((precision * shares + own) / worth), worth
