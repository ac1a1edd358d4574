"""Intervals around forecasts, from the errors that the rolling origin saw, and how often they held."""

from collections.abc import Sequence

import numpy as np

from engine.mining.forecast.choice import chosen_along, measured_rows
from engine.mining.forecast.rolling import Rolling
from engine.mining.forecast.series import FloatArray

LEVELS: Sequence[float] = (0.8, 0.95)
ENOUGH = 8
"""Errors of one horizon from which on they are taken by themselves; below, all horizons' together."""


def half_widths(scores: FloatArray, level: float) -> FloatArray:
    """How far to each side the interval of each horizon reaches, in levels of the series: (horizon,).

    scores: (origins, horizon), absolute errors divided by the series' level at the origin, NaN where
    nothing came yet. The ceil((n + 1) level)-th smallest score; the largest where there are too few for
    that. Never narrower than at the horizon before. Source: split conformal prediction, Vovk et al. 2005.
    """
    everything = scores[~np.isnan(scores)]
    widths = np.zeros(scores.shape[1])
    for horizon in range(scores.shape[1]):
        column = scores[:, horizon][~np.isnan(scores[:, horizon])]
        widths[horizon] = _quantile(column if len(column) >= ENOUGH else everything, level)
    return np.maximum.accumulate(widths)


def _quantile(scores: FloatArray, level: float) -> float:
    if not len(scores):
        return 0.0
    place = min(int(np.ceil((len(scores) + 1) * level)), len(scores)) - 1
    return float(np.sort(scores)[place])


def scores_of(rolling: Rolling) -> FloatArray:
    """Absolute errors of the models chosen along the way, in levels of the series: (origins, horizon)."""
    return np.abs(rolling.came - chosen_along(rolling)) / rolling.levels[:, None]


def coverage(rolling: Rolling, steps: int, level: float) -> float | None:
    """Share of what came that lay within the interval, which at each origin knew earlier errors only.

    steps: of the series; `measured_rows` says which origins are measured. None where none could be.
    """
    scores = scores_of(rolling)
    held: list[bool] = []
    for row in range(measured_rows(rolling, steps).start, len(scores)):
        known = np.where(rolling.places < rolling.origins[row], scores, np.nan)
        if np.isnan(known).all():
            continue
        widths = half_widths(known, level)
        came = ~np.isnan(scores[row])
        held.extend((scores[row] <= widths)[came].tolist())
    return float(np.mean(held)) if held else None
