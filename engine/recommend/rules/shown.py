"""What was shown again and again and never wanted makes room, and comes back after a while."""

import numpy as np

from engine.recommend.interactions import FloatArray
from engine.recommend.likeness import Columns
from engine.recommend.rules.situation import Rule, Situation

PATIENCE = 3.0
"""After so many fresh showings without a click an item is worth half."""
HALF_LIFE_DAYS = 14.0

_DAY = 86_400.0


def _not_worn(columns: Columns, situation: Situation) -> FloatArray:
    """1 / (1 + m / 3), m the showings since the last interest, each worth 2^(-days / 14)."""
    factors = np.ones(len(columns))
    if not situation.past.shown:
        return factors
    for place, column in enumerate(columns.tolist()):
        showings = situation.past.shown.get(column)
        if showings:
            days = np.array([(situation.now - at).total_seconds() for at in showings]) / _DAY
            factors[place] = 1.0 / (1.0 + float((2.0 ** (-days / HALF_LIFE_DAYS)).sum()) / PATIENCE)
    return factors


SHOWN = Rule("shown", _not_worn)
