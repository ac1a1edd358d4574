"""Where a message is no longer answered but turned away, chosen on a development part."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

COMPONENT = "the component's own fallback, set by cross-validation inside the training file"


@dataclass(frozen=True)
class OperatingPoint:
    """A message is turned away where its familiarity is below `threshold`; None: the component decides."""

    threshold: float | None
    rule: str


def choose_point(
    familiarity: NDArray[np.float64], right: NDArray[np.bool_], oos: NDArray[np.bool_], floor: float
) -> OperatingPoint:
    """The threshold with the highest OOS recall among those that keep in-scope accuracy at `floor` or more.

    All arguments (n,), of the development part: scores (-inf is turned away at every threshold), whether the
    top intent is the label, whether the label is out of scope. The lowest of equal thresholds is taken. Where
    no threshold keeps `floor`, the sum of in-scope accuracy and OOS recall decides.
    """
    # The lowest score turns nothing away but what is -inf.
    candidates = np.unique(familiarity[np.isfinite(familiarity)])
    if not len(candidates):
        return OperatingPoint(0.0, "on dev: every row is named out of scope")
    inside, outside = np.sort(familiarity[~oos & right]), np.sort(familiarity[oos])
    accuracy = (len(inside) - np.searchsorted(inside, candidates)) / max(int((~oos).sum()), 1)
    recall = np.searchsorted(outside, candidates) / max(len(outside), 1)
    allowed = accuracy >= floor
    if allowed.any():
        best = int(np.argmax(np.where(allowed, recall, -1.0)))
        rule = f"on dev: highest OOS recall with in-scope accuracy of at least {floor:g}"
    else:
        best = int(np.argmax(accuracy + recall))
        rule = f"on dev: highest sum of in-scope accuracy and OOS recall ({floor:g} in scope is out of reach)"
    return OperatingPoint(float(candidates[best]), rule)
