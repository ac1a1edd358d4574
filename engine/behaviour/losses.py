"""How far predicted chances lie from what happened."""

from dataclasses import dataclass

import numpy as np

from engine.behaviour.arrays import Floats, Ints

LEAST = 1e-6
BINS = 15


def log_losses(chances: Floats, label: Ints) -> Floats:
    """(rows,), -ln of the chance given to what happened, in nats. chances: (rows, classes)."""
    return -np.log(np.clip(chances[np.arange(len(label)), label], LEAST, 1.0))


@dataclass(frozen=True)
class Bin:
    """Rows of like predictions: their number, mean predicted chance, and share in which it happened."""

    count: int
    predicted: float
    happened: float


def reliability(chance: Floats, happened: Floats, bins: int = BINS) -> list[Bin]:
    """The reliability curve of one class, in bins of equal mass by predicted chance, ascending.

    chance, happened: (rows,), the latter 0 or 1. Fewer bins where there are fewer rows.
    """
    parts = np.array_split(np.argsort(chance, kind="stable"), min(bins, len(chance)) or 1)
    return [
        Bin(len(part), float(chance[part].mean()), float(happened[part].mean()))
        for part in parts
        if len(part)
    ]


def ece(curve: list[Bin]) -> float:
    """Expected calibration error: the mean distance of share and chance, weighted by rows (Naeini et al.
    2015, with bins of equal mass as in Nixon et al. 2019).
    """
    rows = sum(one.count for one in curve)
    return sum(one.count * abs(one.predicted - one.happened) for one in curve) / rows if rows else 0.0


def classwise_ece(chances: Floats, label: Ints, bins: int = BINS) -> float:
    """The mean ECE of the classes, each against the rest (Kull et al. 2019). For two classes that of
    either.
    """
    classes = chances.shape[1]
    errors = [ece(reliability(chances[:, k], (label == k).astype(np.float64), bins)) for k in range(classes)]
    return float(np.mean(errors))
