"""Who buys the dear ones of a category is not offered its cheapest, and the other way round."""

from collections.abc import Sequence

import numpy as np

from engine.recommend.catalogue import Item, category_numbers
from engine.recommend.interactions import FloatArray
from engine.recommend.likeness import Columns
from engine.recommend.rules.situation import Rule, Situation

KNOWN = 3
"""From so many different products on a customer has a price level."""
TOLERANCE = 0.35
"""A product whose place lies this near the customer's is as welcome as any."""
FORCE = 0.5


def price_levels(items: Sequence[Item]) -> FloatArray:
    """(items,): the middle of the item's place among its category's prices, 0 the cheapest, 1 the dearest.
    NaN where the price is not known or the category has no two prices.
    """
    prices = np.array([np.nan if item.price_cents is None else item.price_cents for item in items])
    categories = category_numbers(items)
    levels = np.full(len(items), np.nan)
    for number in np.unique(categories):
        members = np.flatnonzero((categories == number) & np.isfinite(prices))
        ordered = np.sort(prices[members])
        if len(members) and ordered[0] < ordered[-1]:
            below = np.searchsorted(ordered, prices[members], side="left")
            up_to = np.searchsorted(ordered, prices[members], side="right")
            levels[members] = (below + up_to) / (2 * len(members))
    return levels


def _near_level(columns: Columns, situation: Situation) -> FloatArray:
    """1 - 0.5 max(0, |place - customer's| - 0.35), the customer's place the median of what they bought."""
    bought = sorted(situation.past.history.bought)
    own = situation.level[np.array(bought, dtype=np.intp)]
    own = own[np.isfinite(own)]
    if len(own) < KNOWN:
        return np.ones(len(columns))
    apart = np.abs(situation.level[columns] - float(np.median(own)))
    return 1.0 - FORCE * np.nan_to_num(np.maximum(apart - TOLERANCE, 0.0))


PRICE_LEVEL = Rule("price_level", _near_level)
