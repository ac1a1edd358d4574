"""The rolling origin: each model forecasts from many moments of the past, and is held against what came."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.mining.forecast.models import Model, forecasts, one_thread
from engine.mining.forecast.series import FloatArray

FIRST = 10
"""Steps that the first origin must have behind it, or two seasons and a bit where that is more."""


@dataclass(frozen=True)
class Rolling:
    """What was forecast at each origin, and what came.

    origins: (origins,), how many steps were known. told: by model, (origins, horizon). came: (origins,
    horizon), NaN beyond the end. levels: (origins,), the mean of the last steps before, the scale of errors.
    """

    origins: NDArray[np.int64]
    told: dict[str, FloatArray]
    came: FloatArray
    levels: FloatArray

    @property
    def places(self) -> NDArray[np.int64]:
        """The step that each forecast is of: (origins, horizon)."""
        ahead = np.arange(self.came.shape[1], dtype=np.int64)
        return self.origins[:, None] + ahead[None, :]

    def errors(self, model: str) -> FloatArray:
        """What came less what was told: (origins, horizon)."""
        return self.came - self.told[model]


def first_origin(period: int) -> int:
    """How many steps there must be before anything is forecast."""
    return max(FIRST, 2 * period + 2)


def roll(
    values: FloatArray,
    period: int,
    horizon: int,
    models: Mapping[str, Model],
    *,
    most: int,
) -> Rolling:
    """Forecast from at most `most` origins, the newest ones, each model fitted anew at each.

    values: (steps,). Models that fail at any origin are left out. Raises ValueError for a series too short.
    """
    earliest = first_origin(period)
    if len(values) <= earliest:
        raise ValueError(f"a rolling origin needs more than {earliest} steps")
    origins = np.arange(max(earliest, len(values) - most), len(values), dtype=np.int64)
    with one_thread():
        told = [forecasts(models, values[:origin], horizon, period) for origin in origins]
    came = np.full((len(origins), horizon), np.nan)
    for row, origin in enumerate(origins):
        known = values[origin : origin + horizon]
        came[row, : len(known)] = known
    names = [name for name in told[0] if all(name in one for one in told)]
    levels = np.array([max(values[max(0, o - 8) : o].mean(), 1e-9) for o in origins])
    return Rolling(origins, {name: np.array([one[name] for one in told]) for name in names}, came, levels)
