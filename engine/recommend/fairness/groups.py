"""Quality by group of customers: fairlearn's MetricFrame, with intervals and what lots would make."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from engine.mining.rules.significance import false_discovery_rate
from engine.recommend.evaluation.metrics import Floats

RESAMPLES: Final = 2_000
QUANTILES: Final = (0.025, 0.975)
SHUFFLES: Final = 2_000
FEWEST: Final = 10
"""A group of fewer customers is not told of: its mean would be chance, and might tell of single people."""


@dataclass(frozen=True)
class Group:
    """The mean of one figure in one group, with its 95 % interval by resampling customers."""

    name: str
    customers: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Compared:
    """One figure by the groups of one attribute. apart: the best group's mean less the worst's, with its
    interval; as it is a largest difference, chance alone keeps it above 0. p_value: how likely lots would
    make it as large; q_value: the same where several attributes and figures were compared at once, the share
    of false alarms among those as small. left_out: customers without the attribute or in groups of fewer
    than ten.
    """

    attribute: str
    figure: str
    groups: tuple[Group, ...]
    apart: float
    apart_low: float
    apart_high: float
    left_out: int
    p_value: float
    q_value: float = 1.0


def compared(
    values: Floats, names: Sequence[str | None], *, attribute: str, figure: str, seed: int = 0
) -> Compared | None:
    """values: (customers,) of the figure, 0 to 1. names: each one's group, None where not known. Gives None
    where fewer than two groups are large enough.

    Source: Agarwal et al. 2018 and Weerts et al. 2023 (fairlearn), whose MetricFrame is used.
    """
    counts: dict[str, int] = {}
    for name in names:
        if name is not None:
            counts[name] = counts.get(name, 0) + 1
    large = sorted((name for name, count in counts.items() if count >= FEWEST), key=natural)
    if len(large) < 2:  # noqa: PLR2004 - there is nothing to compare
        return None
    place = {name: n for n, name in enumerate(large)}
    kept = np.array([name in place for name in names], dtype=bool)
    own = values[kept]
    group = np.array([place[name] for name in names if name in place], dtype=np.intp)
    frame = _frame(own, group)
    drawn = _resampled(own, group, seed)
    low, high = _bounds(own, group, drawn)
    apart_low, apart_high = np.quantile(np.nanmax(drawn, axis=1) - np.nanmin(drawn, axis=1), QUANTILES)
    found = tuple(
        Group(name, counts[name], float(frame.by_group[n]), float(low[n]), float(high[n]))
        for name, n in place.items()
    )
    return Compared(
        attribute,
        figure,
        found,
        float(frame.difference()),
        float(apart_low),
        float(apart_high),
        int((~kept).sum()),
        by_lot(own, group, seed),
    )


def natural(name: str) -> tuple[bool, float, bool, str]:
    """Bands in the order of their numbers ("Under 15K", "15-24K", "100-124K"), words after them."""
    number = re.search(r"\d+", name)
    return number is None, float(number.group()) if number else 0.0, name[:1].isdigit(), name


def by_lot(values: Floats, group: NDArray[np.intp], seed: int) -> float:
    """How likely the largest difference of the groups' means is as large where lots put the same customers
    into groups of the same sizes. values, group: (customers,).

    Source: Phipson and Smyth 2010, whose p is never 0.
    """
    random = np.random.default_rng(seed)
    sizes = np.bincount(group)

    def apart(of: Floats) -> float:
        return float(np.ptp(np.bincount(group, weights=of) / sizes))

    # Equal but for rounding, where the order of a sum differs, is as large.
    seen = apart(values) - 1e-12
    larger = sum(apart(random.permutation(values)) >= seen for _ in range(SHUFFLES))
    return (larger + 1) / (SHUFFLES + 1)


def together(all_of_them: Sequence[Compared]) -> list[Compared]:
    """The same with the q-values of what was compared at once. Source: Benjamini and Hochberg 1995."""
    rates = false_discovery_rate(np.array([one.p_value for one in all_of_them]), len(all_of_them))
    return [replace(one, q_value=float(rate)) for one, rate in zip(all_of_them, rates, strict=True)]


def _frame(values: Floats, group: NDArray[np.intp]) -> Any:
    library: Any = import_module("fairlearn.metrics")  # here, as it loads slowly
    return library.MetricFrame(
        metrics=_mean, y_true=np.zeros(len(values)), y_pred=values, sensitive_features=group
    )


def _resampled(values: Floats, group: NDArray[np.intp], seed: int) -> Floats:
    """The groups' means over customers drawn anew: (RESAMPLES, groups), NaN where none of a group was drawn.

    As MetricFrame's own bootstrap, which makes a frame a resample and takes seconds a comparison.
    """
    random = np.random.default_rng(seed)
    size = int(group.max()) + 1
    means = np.full((RESAMPLES, size), np.nan)
    for row in means:
        drawn = random.integers(0, len(values), len(values))
        sizes = np.bincount(group[drawn], minlength=size)
        sums = np.bincount(group[drawn], weights=values[drawn], minlength=size)
        np.divide(sums, sizes, out=row, where=sizes > 0)
    return means


def _bounds(values: Floats, group: NDArray[np.intp], drawn: Floats) -> tuple[Floats, Floats]:
    """The 95 % interval of each group's mean: (groups,) each. values are 0 to 1.

    Where all of a group have 0, or all have 1, drawing them anew cannot tell how many others might not: the
    mean is then no further away than the share of those others may be, by Clopper and Pearson 1934.
    """
    low, high = np.nanquantile(drawn, QUANTILES, axis=0)
    for n in range(len(low)):
        own = values[group == n]
        others = 1.0 - QUANTILES[0] ** (1.0 / len(own))
        if (own == 0.0).all():
            high[n] = others
        elif (own == 1.0).all():
            low[n] = 1.0 - others
    return low, high


def _mean(_: Any, values: Any) -> float:
    """The figure is known a customer already: what a group's is, is its mean."""
    return float(np.mean(np.asarray(values, dtype=np.float64)))
