"""Which model is taken, and how good taking it would have been."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.mining.forecast.models import SEASONAL_NAIVE
from engine.mining.forecast.rolling import Rolling
from engine.mining.forecast.series import FloatArray


@dataclass(frozen=True)
class Measured:
    """Errors of choosing anew at each origin by what was known then, see `measured_rows`.

    mae: mean absolute error, in the series' unit, over all horizons; mase: that divided by the mean absolute
    error of the seasonal naive forecast within the past of each origin (Hyndman and Koehler 2006); mase_next:
    the same one step ahead; relative: mae divided by that of the seasonal naive forecast of the very same
    steps. origins: how many were measured.
    """

    mae: float
    mase: float
    mase_next: float
    relative: float
    origins: int


def best_model(rolling: Rolling, before: int | None = None) -> str:
    """The model with the least mean absolute error of all that had come before step `before`, or of all.

    The first (simplest) of equals; the seasonal naive one where nothing had come yet.
    """
    known = _known(rolling, before)
    if not known.any():
        return SEASONAL_NAIVE
    means = {name: float(np.abs(rolling.errors(name))[known].mean()) for name in rolling.told}
    return min(means, key=lambda name: means[name])


def _known(rolling: Rolling, before: int | None) -> NDArray[np.bool_]:
    there = ~np.isnan(rolling.came)
    if before is None:
        return there
    return there & (rolling.places < before)


def chosen_along(rolling: Rolling) -> FloatArray:
    """What the model chosen at each origin, by what was known then, told: (origins, horizon)."""
    rows = [rolling.told[best_model(rolling, int(o))][row] for row, o in enumerate(rolling.origins)]
    return np.array(rows)


def measured_rows(rolling: Rolling, steps: int) -> slice:
    """The origins that are measured: those in the later half of the series, two thirds of all at most.

    The earlier ones are there to choose by. steps: of the series.
    """
    later = int(np.searchsorted(rolling.origins, steps / 2))
    return slice(max(later, len(rolling.origins) // 3), None)


def measure(values: FloatArray, period: int, rolling: Rolling) -> Measured:
    """How good choosing along the way was. values: (steps,), those that were rolled over."""
    part = measured_rows(rolling, len(values))
    errors = np.abs(rolling.came - chosen_along(rolling))[part]
    peer = np.abs(rolling.errors(SEASONAL_NAIVE))[part]
    scales = np.array(
        [np.abs(values[period:origin] - values[: origin - period]).mean() for origin in rolling.origins[part]]
    )
    scales = np.maximum(scales, 1e-9)
    there = ~np.isnan(errors)
    return Measured(
        mae=float(errors[there].mean()),
        mase=float((errors / scales[:, None])[there].mean()),
        mase_next=float((errors[:, 0] / scales).mean()),
        relative=float(errors[there].mean() / max(peer[there].mean(), 1e-9)),
        origins=int(errors.shape[0]),
    )
