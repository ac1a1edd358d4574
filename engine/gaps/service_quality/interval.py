"""The mean of answers that come in clusters: several of one customer tell less than those of several."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from math import sqrt
from typing import Any, Final

ENOUGH: Final = 5
"""Customers from which on a mean is said; below, only how many there are."""
ROUNDING: Final = 1 / 6
"""Variance of a difference of two answers by their rounding to whole steps alone. Source: Sheppard 1898."""
WIDEST: Final = 4.0
"""The largest gap that a scale from 1 to 5 allows, either way."""


@dataclass(frozen=True)
class Mean:
    """answers of `customers`; mean, low and high (95 %) are None below ENOUGH customers."""

    answers: int
    customers: int
    mean: float | None
    low: float | None
    high: float | None


def clustered_mean(values: Iterable[tuple[str, float]]) -> Mean:
    """The mean of (customer, gap) pairs, each answer weighing the same, with a 95 % t interval.

    Its variance is that of the customers' sums of deviations, G / (G - 1) * sum_g (sum_i e_gi)^2 / n^2, as
    answers of one customer depend on each other; t has G - 1 degrees of freedom. It is never taken to be
    less than what rounding to whole steps hides, so that five customers who agree are no certainty.
    Source: Cameron and Miller 2015, "A Practitioner's Guide to Cluster-Robust Inference".
    """
    listed = list(values)
    n = len(listed)
    groups = {customer for customer, _ in listed}
    if len(groups) < ENOUGH:
        return Mean(n, len(groups), None, None, None)
    mean = sum(value for _, value in listed) / n
    sums = dict.fromkeys(groups, 0.0)
    for customer, value in listed:
        sums[customer] += value - mean
    of = len(groups)
    variance = of / (of - 1) * sum(one * one for one in sums.values()) / n**2
    half = _t975(of - 1) * sqrt(max(variance, ROUNDING / of))
    return Mean(n, of, mean, max(-WIDEST, mean - half), min(WIDEST, mean + half))


def _t975(freedom: int) -> float:
    special: Any = import_module("scipy.special")  # here, as it loads slowly
    return float(special.stdtrit(freedom, 0.975))
