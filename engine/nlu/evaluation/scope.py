"""Messages that are nobody's business here: how many are noticed, and what noticing them costs.

A message is turned away where its familiarity lies below a threshold; one whose best intent is the
out-of-scope intent counts as noticed too. Raising the threshold notices more strangers and turns away more
customers: the curve shows the trade, the point that the model uses is marked on it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

OUT_OF_SCOPE = "out_of_scope"
POINTS = 41
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Judged:
    """(n,) each. right: the best intent is the message's. stranger: the message is out of scope.

    noticed: the best intent says out of scope. turned_away: what the model really did.
    """

    familiarity: Floats
    right: Flags
    stranger: Flags
    noticed: Flags
    turned_away: Flags


def scope_figures(judged: Judged) -> dict[str, Any] | None:
    """Curve, the point in use, and AUROC of the familiarity; None without messages of both kinds."""
    strangers, customers = judged.stranger, ~judged.stranger
    if not strangers.any() or not customers.any():
        return None
    thresholds = np.quantile(judged.familiarity, np.linspace(0.0, 1.0, POINTS))
    curve = [_point(judged, judged.familiarity < threshold, float(threshold)) for threshold in thresholds]
    return {
        "in_scope": int(customers.sum()),
        "out_of_scope": int(strangers.sum()),
        "curve": curve,
        "used": _point(judged, judged.turned_away, None),
        "auroc": auroc(judged.familiarity[customers], judged.familiarity[strangers]),
    }


def auroc(higher: Floats, lower: Floats) -> float:
    """Chance that one of `higher` scores above one of `lower`, ties counting half (Mann-Whitney U)."""
    above = (higher[:, np.newaxis] > lower).sum() + 0.5 * (higher[:, np.newaxis] == lower).sum()
    return float(above / (len(higher) * len(lower)))


def _point(judged: Judged, away: Flags, threshold: float | None) -> dict[str, float | None]:
    """In-scope accuracy: understood and not turned away. Recall: turned away, or noticed as out of scope."""
    customers = ~judged.stranger
    return {
        "threshold": threshold,
        "in_scope_accuracy": float((judged.right & ~away)[customers].mean()),
        "oos_recall": float((away | judged.noticed)[judged.stranger].mean()),
    }
