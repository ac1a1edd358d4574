"""A "not this" in the chat holds, fades with time, and counts a little against what is nearly the same."""

from collections.abc import Mapping
from datetime import datetime

import numpy as np

from engine.recommend.interactions import FloatArray
from engine.recommend.likeness import Columns
from engine.recommend.rules.situation import Rule, Situation

HIDDEN_DAYS = 30.0
"""So long a refused product is not shown at all; without a moment in the log, for good."""
HALF_LIFE_DAYS = 60.0
"""After that the refusal loses half its force in each such time."""
ALIKE = 0.6
"""From this likeness on a product counts as nearly the one that was refused."""

_DAY = 86_400.0


def force(at: datetime | None, now: datetime) -> float:
    """How much a refusal weighs now: 1 while it holds, then 2^(-(days - 30) / 60)."""
    if at is None:
        return 1.0
    days = (now - at).total_seconds() / _DAY
    return 1.0 if days < HIDDEN_DAYS else float(2.0 ** (-(days - HIDDEN_DAYS) / HALF_LIFE_DAYS))


def _not_rejected(columns: Columns, situation: Situation) -> FloatArray:
    forces = _forces(situation)
    if not forces:
        return np.ones(len(columns))
    return np.array([1.0 - forces.get(column, 0.0) for column in columns.tolist()])


def _not_alike(columns: Columns, situation: Situation) -> FloatArray:
    forces = _forces(situation)
    refused = np.array(sorted(forces), dtype=np.intp)
    if not len(refused):
        return np.ones(len(columns))
    alike = situation.likeness.between(columns, refused)
    alike[alike < ALIKE] = 0.0
    # A refused product is damped by its own refusal alone.
    alike[columns[:, None] == refused[None, :]] = 0.0
    weighed = alike * np.array([forces[int(column)] for column in refused])
    return 1.0 - 0.5 * np.minimum(weighed.max(axis=1), 1.0)


def _forces(situation: Situation) -> Mapping[int, float]:
    return {item: force(at, situation.now) for item, at in situation.past.rejected.items()}


REJECTED = Rule("rejected", _not_rejected)
NEAR_REJECTED = Rule("near_rejected", _not_alike)
"""At most half of its worth is lost, as much as the two are alike and as the refusal still weighs."""
