"""What a parsed test file scores. OOS: out of scope."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.nlu.benchmark.operating_point import COMPONENT, OperatingPoint, choose_point
from engine.nlu.benchmark.rows import Row


@dataclass(frozen=True)
class Parsed:
    """What a pipeline says of one text. top: its best intent, nlu_fallback aside. familiarity: the higher,
    the more the text looks like the training data.
    """

    top: str
    fallback: bool
    familiarity: float
    seconds: float


@dataclass(frozen=True)
class Pair:
    """Shares of the in-scope rows that get their label, and of the OOS rows that are turned away."""

    in_scope_accuracy: float
    oos_recall: float | None


@dataclass(frozen=True)
class Scores:
    """accuracy, macro_f1: over all rows, at the operating point, OOS as one class; where the test has no OOS
    label, of the top intent. oos_auroc: of the familiarity.
    """

    accuracy: float
    macro_f1: float
    without_threshold: Pair
    at_point: Pair
    oos_auroc: float | None


def score(
    rows: Sequence[Row], parsed: Sequence[Parsed], oos_label: str | None, point: OperatingPoint
) -> Scores:
    """Scores a test part at an operating point that was chosen without it."""
    labels, tops = _labels(rows, parsed)
    oos = labels == oos_label
    named_oos = tops == oos_label
    away = turned_away(parsed, point) | named_oos
    if oos_label is None:
        decided = tops
    else:
        decided = np.where(away, oos_label, tops)
    right = tops == labels
    return Scores(
        accuracy=_share(decided == labels),
        macro_f1=macro_f1(labels, decided),
        without_threshold=_pair(right, named_oos, oos),
        at_point=_pair(right & ~away, away, oos),
        oos_auroc=_auroc(parsed, oos),
    )


def turned_away(parsed: Sequence[Parsed], point: OperatingPoint) -> NDArray[np.bool_]:
    """Whether each text (n,) is turned away at a point."""
    if point.threshold is None:
        return np.asarray([one.fallback for one in parsed], dtype=bool)
    return np.asarray([one.familiarity < point.threshold for one in parsed], dtype=bool)


def point_from(rows: Sequence[Row], parsed: Sequence[Parsed], oos_label: str, floor: float) -> OperatingPoint:
    """The operating point that a development part asks for; without one, the component's own."""
    if not rows:
        return OperatingPoint(None, COMPONENT)
    labels, tops = _labels(rows, parsed)
    # What is named OOS outright is turned away at every threshold.
    familiarity = np.where(tops == oos_label, -np.inf, [one.familiarity for one in parsed])
    return choose_point(familiarity, tops == labels, labels == oos_label, floor)


def macro_f1(
    labels: Sequence[str] | NDArray[np.object_], decided: Sequence[str] | NDArray[np.object_]
) -> float:
    """Mean F1 of the labels that occur in `labels`."""
    known = sorted(set(labels))
    value = _metrics().f1_score(list(labels), list(decided), labels=known, average="macro", zero_division=0)
    return round(float(value), 4)


def _labels(rows: Sequence[Row], parsed: Sequence[Parsed]) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    """Labels and top intents, (n,) each."""
    labels = np.asarray([row.label for row in rows], dtype=object)
    return labels, np.asarray([one.top for one in parsed], dtype=object)


def _pair(right: NDArray[np.bool_], away: NDArray[np.bool_], oos: NDArray[np.bool_]) -> Pair:
    return Pair(_share(right[~oos]), _share(away[oos]) if oos.any() else None)


def _auroc(parsed: Sequence[Parsed], oos: NDArray[np.bool_]) -> float | None:
    """Chance that an OOS row looks less familiar than an in-scope one; None where either kind is absent."""
    if oos.all() or not oos.any():
        return None
    return round(float(_metrics().roc_auc_score(oos, [-one.familiarity for one in parsed])), 4)


def _share(flags: NDArray[np.bool_]) -> float:
    return round(float(flags.mean()), 4) if len(flags) else 0.0


def _metrics() -> Any:
    return import_module("sklearn.metrics")  # here, as it loads slowly; its own types are incomplete
