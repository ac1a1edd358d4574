"""Quality by group of customers, with intervals: fairlearn's MetricFrame."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

import numpy as np

from engine.recommend.evaluation.metrics import Floats

RESAMPLES: Final = 500
QUANTILES: Final = (0.025, 0.975)
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
    interval; as it is a largest difference, chance alone keeps it above 0. left_out: customers without the
    attribute or in groups of fewer than ten.
    """

    attribute: str
    figure: str
    groups: tuple[Group, ...]
    apart: float
    apart_low: float
    apart_high: float
    left_out: int


def compared(
    values: Floats, names: Sequence[str | None], *, attribute: str, figure: str, seed: int = 0
) -> Compared | None:
    """values: (customers,) of the figure. names: each one's group, None where not known. None where fewer
    than two groups are large enough.

    Source: Agarwal et al. 2018 and Weerts et al. 2023 (fairlearn), whose MetricFrame is used.
    """
    counts: dict[str, int] = {}
    for name in names:
        if name is not None:
            counts[name] = counts.get(name, 0) + 1
    large = sorted(name for name, count in counts.items() if count >= FEWEST)
    if len(large) < 2:  # noqa: PLR2004 - there is nothing to compare
        return None
    kept = np.array([name in large for name in names], dtype=bool)
    groups = np.array([name or "" for name in names], dtype=object)[kept]
    frame = _frame(values[kept], groups, seed)
    low, high = frame.by_group_ci
    apart_low, apart_high = frame.difference_ci()
    found = tuple(
        Group(name, counts[name], float(frame.by_group[name]), float(low[name]), float(high[name]))
        for name in large
    )
    return Compared(
        attribute,
        figure,
        found,
        float(frame.difference()),
        float(apart_low),
        float(apart_high),
        int((~kept).sum()),
    )


def _frame(values: Floats, groups: Any, seed: int) -> Any:
    library: Any = import_module("fairlearn.metrics")  # here, as it loads slowly
    return library.MetricFrame(
        metrics=_mean,
        y_true=np.zeros(len(values)),
        y_pred=values,
        sensitive_features=groups,
        n_boot=RESAMPLES,
        ci_quantiles=list(QUANTILES),
        random_state=seed,
    )


def _mean(_: Any, values: Any) -> float:
    """The figure is known a customer already: what a group's is, is its mean."""
    return float(np.mean(np.asarray(values, dtype=np.float64)))
