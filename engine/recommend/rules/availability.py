"""What cannot be had, or was asked not to be shown, is not shown."""

import numpy as np

from engine.recommend.interactions import FloatArray
from engine.recommend.likeness import Columns
from engine.recommend.rules.situation import Rule, Situation, keeping

OVER_BUDGET = 0.2
"""What is dearer than the customer said to spend is worth this share; it stays, behind what fits."""


def _in_stock(columns: Columns, situation: Situation) -> FloatArray:
    return keeping(np.array([column in situation.prices for column in columns.tolist()], dtype=bool))


def _not_excluded(columns: Columns, situation: Situation) -> FloatArray:
    if not situation.excluded:
        return np.ones(len(columns))
    return keeping(np.array([column not in situation.excluded for column in columns.tolist()], dtype=bool))


def _in_budget(columns: Columns, situation: Situation) -> FloatArray:
    ceiling = situation.past.told.max_price_cents
    if ceiling is None:
        return np.ones(len(columns))
    prices = np.array([situation.prices.get(column, 0) for column in columns.tolist()])
    return np.where(prices > ceiling, OVER_BUDGET, 1.0)


def _not_avoided(columns: Columns, situation: Situation) -> FloatArray:
    told = situation.past.told
    kept = np.ones(len(columns), dtype=bool)
    for values, avoid in ((situation.categories, told.avoid), (situation.brands, told.avoid_brands)):
        if avoid and values:
            kept &= np.array([values[column] not in avoid for column in columns.tolist()], dtype=bool)
    return keeping(kept)


STOCK = Rule("stock", _in_stock)
"""Sold out, taken off the shelf, or deleted since the recommender was fitted."""

EXCLUDED = Rule("excluded", _not_excluded)
"""The caller has shown it already, or asked to leave it out."""

BUDGET = Rule("budget", _in_budget)

AVOIDED = Rule("avoided", _not_avoided)
"""Of a category or brand that the customer said they do not like."""
