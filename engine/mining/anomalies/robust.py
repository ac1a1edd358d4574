"""How far from usual, measured so that the unusual does not move the measure."""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
TO_SIGMA = 1.4826
"""A normal distribution's standard deviation in median absolute deviations."""


def robust_z(values: FloatArray, among: FloatArray | None = None) -> FloatArray:
    """(x - median) / (1.4826 MAD), of `values` among others, or among themselves: the shape of `values`.

    NaN stays NaN. Where more than half of the others are equal the mean absolute deviation takes the MAD's
    place; 0 where all are. Source: Iglewicz and Hoaglin 1993.
    """
    others = values if among is None else among
    others = others[~np.isnan(others)]
    if not len(others):
        return np.zeros_like(values)
    middle = float(np.median(others))
    away = np.abs(others - middle)
    spread = TO_SIGMA * float(np.median(away)) or 1.2533 * float(away.mean())
    return (values - middle) / spread if spread else np.where(np.isnan(values), np.nan, 0.0)
