"""A share over the seeds of a generated world: its mean, and how far so few seeds let it be known."""

from collections.abc import Sequence
from importlib import import_module
from math import sqrt
from typing import Any

import numpy as np


def share_over_seeds(values: Sequence[float]) -> tuple[float, float, float]:
    """Mean and its 95 % t interval within 0 and 1, one value a seed; one seed alone leaves it open."""
    mean, count = float(np.mean(values)), len(values)
    if count < 2:  # noqa: PLR2004 - a spread needs two
        return mean, 0.0, 1.0
    special: Any = import_module("scipy.special")  # its own types are incomplete
    half = float(special.stdtrit(count - 1, 0.975)) * float(np.std(values, ddof=1)) / sqrt(count)
    return mean, max(mean - half, 0.0), min(mean + half, 1.0)
