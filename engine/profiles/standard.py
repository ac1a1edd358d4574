"""Standardised features: skew taken out, centred at the median, in units of a robust spread."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.frames import Frame, pd
from engine.profiles.definitions import definition

FloatArray = NDArray[np.float64]
NORMAL_IQR = 1.349
"""Interquartile range of the normal distribution with spread 1."""
EXTREME = 4.0
"""Standardised values are cut here, so that one customer does not make a segment."""
LEAST_KNOWN = 0.05
"""A feature that is known of fewer customers than this part tells them not apart."""


@dataclass(frozen=True)
class Scale:
    """How one feature is standardised: z = (t(x) - centre) / spread, at most EXTREME to either side.

    centre: median of t(x); spread: its interquartile range over 1.349, its standard deviation where the
    former is next to nothing. known: part of the customers of whom x is known.
    """

    transform: str
    centre: float
    spread: float
    known: float

    @property
    def tells(self) -> bool:
        """Whether customers differ in it, and enough of them are known."""
        return self.spread > 0 and self.known >= LEAST_KNOWN


Scales = Mapping[str, Scale]


def fit_scales(features: Frame) -> dict[str, Scale]:
    """The scale of every column."""
    return {name: _fit(name, features[name].to_numpy()) for name in features.columns}


def standardise(features: Frame, scales: Scales) -> Frame:
    """z of every column that tells customers apart, in the order of `scales`; not known is 0, the median."""
    told = [name for name, scale in scales.items() if scale.tells]
    columns = {name: _z(features[name].to_numpy(), scales[name]) for name in told}
    return pd.DataFrame(columns, index=features.index)


def as_json(scales: Scales) -> dict[str, Any]:
    """To be stored."""
    return {name: asdict(scale) for name, scale in scales.items()}


def from_json(stored: Mapping[str, Any]) -> dict[str, Scale]:
    """What `as_json` gave."""
    return {name: Scale(**scale) for name, scale in stored.items()}


def transformed(values: FloatArray, transform: str) -> FloatArray:
    """log: ln(1 + x); sqrt: the square root; none: x. x is not negative but for none."""
    if transform == "log":
        return np.log1p(values)
    return np.sqrt(values) if transform == "sqrt" else values


def _fit(name: str, values: FloatArray) -> Scale:
    transform = definition(name).transform
    known = transformed(values[~np.isnan(values)], transform)
    if not len(known):
        return Scale(transform, 0.0, 0.0, 0.0)
    low, centre, high = np.quantile(known, [0.25, 0.5, 0.75])
    deviation = float(known.std())
    iqr = float(high - low) / NORMAL_IQR
    # A quarter of equal values and a long tail make an IQR near nothing; the deviation then sets the unit.
    spread = iqr if iqr > deviation / 4 else deviation
    return Scale(transform, float(centre), spread if spread > 1e-12 else 0.0, len(known) / len(values))  # noqa: PLR2004


def _z(values: FloatArray, scale: Scale) -> FloatArray:
    z = (transformed(values, scale.transform) - scale.centre) / scale.spread
    return np.clip(np.nan_to_num(z), -EXTREME, EXTREME)
