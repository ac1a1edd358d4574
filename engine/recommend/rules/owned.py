"""What the customer has already is not offered as new, and only what is used up is offered again."""

from collections import Counter

import numpy as np

from engine.recommend.interactions import FloatArray
from engine.recommend.likeness import Columns
from engine.recommend.rules.situation import Rule, Situation, keeping

REGULAR = 2
"""Bought in this many orders, a product is one that the customer buys again."""


def _never_ordered(columns: Columns, situation: Situation) -> FloatArray:
    ordered = situation.past.history.ordered
    return keeping(np.array([column not in ordered for column in columns.tolist()], dtype=bool))


def _repeatable(columns: Columns, situation: Situation) -> FloatArray:
    orders = Counter(item for basket in situation.past.history.baskets for item in set(basket.items))
    often = np.array([orders[column] >= REGULAR for column in columns.tolist()], dtype=bool)
    return keeping(often | situation.consumable[columns])


OWNED = Rule("owned", _never_ordered)
"""Ordered before, even if it went back: it is no discovery."""

NOT_REPEATABLE = Rule("not_repeatable", _repeatable)
"""Bought once and not of the kind that is used up."""
