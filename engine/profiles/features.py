"""Features of customers from their tallies: pure functions of frames."""

from collections.abc import Mapping
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from engine.frames import Frame, Series, pd
from engine.profiles.definitions import FEATURES, SHARE
from engine.profiles.tallies import KINDS, Tallies, count_history

PURCHASE_WEIGHT, VIEW_WEIGHT = 1.0, 0.2
MONTH_HOURS = 30 * 24
SHOWN, CLICKED = 10, 1
Prices = Mapping[str, float]
"""Cents that a piece costs on average, by category ("" for those without one)."""


def features_at(history: Frame, cut: datetime, *, categories: int | None = None) -> Frame:
    """Features of every customer of a history as they could be known at `cut` (aware or UTC without a zone).

    Nothing at or after the cut counts, nor what has no moment. `categories` limits the shares to the largest
    so many. For models; the columns are those of `features_of`.
    """
    moment = pd.Timestamp(cut)
    moment = moment.tz_convert("UTC").tz_localize(None) if moment.tzinfo else moment
    tallies = count_history(history[history["at"] < moment])
    return features_of(tallies, moment, prices_of(tallies), largest_categories(tallies, categories))


def features_of(tallies: Tallies, at: datetime, prices: Prices, categories: list[str]) -> Frame:
    """One row a customer (index: id), float64, one column for each of FEATURES and `share:<category>`.

    at: what recency and tenure count up to, UTC without a zone; later events make them 0. NaN: there is
    nothing to tell it from (no purchase, no second order, no question).
    """
    n = tallies.numbers
    moment = pd.Timestamp(at)
    baskets = tallies.baskets.groupby("customer")["at"]
    first, last, dated = (_on(n, series) for series in (baskets.min(), baskets.max(), baskets.count()))
    orders = _on(n, tallies.baskets.groupby("customer").size()).fillna(0.0)
    taste = tallies.tastes.assign(
        expected=tallies.tastes["priced"] * tallies.tastes["category"].map(dict(prices)).astype(float)
    )
    sums = taste.groupby("customer")[["pieces", "priced", "cents", "expected"]].sum()
    pieces, priced, cents, expected = (_on(n, sums[name]) for name in sums.columns)
    asked = n["question"] + n["report"]
    chat = n[["question", "impression", "click", "reject", "report"]].sum(axis=1)
    everything = n[list(KINDS)].sum(axis=1)
    features = pd.DataFrame(index=n.index)
    features["recency"] = _days(moment - last)
    features["frequency"] = orders
    features["value"] = (cents.fillna(0.0) - n["returned_cents"]).clip(lower=0.0)
    features["basket"] = (cents / orders).where(priced > 0)
    features["gap"] = (_days(last - first) / (dated - 1)).where(dated > 1)
    features["price_level"] = (cents / expected).where(expected > 0)
    features["return_rate"] = (n["returned"] / pieces).where(pieces > 0).clip(upper=1.0)
    features["views"], features["searches"] = n["view"], n["search"]
    features["support_load"] = asked
    features["mood"] = n["mood_s"] / 1000 / n["mood_n"].where(n["mood_n"] > 0)
    features["mood_trend"] = _trend(n)
    features["stars"] = n["stars"] / n["rating"].where(n["rating"] > 0)
    shown = n["impression"]
    features["response"] = ((n["click"] + CLICKED) / (shown + SHOWN)).where(shown > 0).clip(upper=1.0)
    features["chat_share"] = chat / everything.where(everything > 0)
    shares = _shares(tallies, n)
    features["focus"] = (shares**2).sum(axis=1).where(shares.sum(axis=1) > 0)
    features["tenure"] = _days(moment - n["first"])
    wanted = shares.reindex(columns=categories, fill_value=0.0)
    features[[SHARE + name for name in categories]] = wanted.where(shares.sum(axis=1) > 0, axis=0)
    return features.astype(np.float64)


def prices_of(tallies: Tallies) -> dict[str, float]:
    """The mean price of a piece in each category, in cents."""
    sums = tallies.tastes.groupby("category")[["priced", "cents"]].sum()
    sums = sums[sums["priced"] > 0]
    return {str(name): float(price) for name, price in (sums["cents"] / sums["priced"]).items()}


def largest_categories(tallies: Tallies, limit: int | None = None) -> list[str]:
    """Categories by what is bought and looked at in them, largest first."""
    weights = _weight(tallies.tastes).groupby(tallies.tastes["category"]).sum()
    ranked = sorted(((-float(weight), str(name)) for name, weight in weights.items() if name))
    return [name for _, name in ranked[:limit]]


NAMES = tuple(feature.name for feature in FEATURES)


def _on(numbers: Frame, series: Series) -> Series:
    """`series`, by customer, in the rows of `numbers`."""
    return series.reindex(numbers.index)


def _days(span: Series) -> Series:
    return (span.dt.total_seconds() / 86_400).clip(lower=0.0)


def _trend(n: Frame) -> NDArray[np.float64]:
    """Least squares, the spread of t raised by a month's: two questions an hour apart say little."""
    count = n["mood_n"].to_numpy().astype(float)
    safe = np.maximum(count, 1)
    spread = n["mood_tt"].to_numpy() - n["mood_t"].to_numpy().astype(float) ** 2 / safe
    joint = n["mood_ts"].to_numpy() - n["mood_t"].to_numpy().astype(float) * n["mood_s"].to_numpy() / safe
    slope = joint / 1000 / (np.maximum(spread, 0) + MONTH_HOURS**2) * MONTH_HOURS
    return np.where(count > 1, slope, np.nan)


def _weight(tastes: Frame) -> Series:
    return PURCHASE_WEIGHT * tastes["pieces"] + VIEW_WEIGHT * tastes["views"]


def _shares(tallies: Tallies, n: Frame) -> Frame:
    """(customers, categories) shares of what has a category; rows of those who have none are 0."""
    tastes = tallies.tastes.assign(weight=_weight(tallies.tastes))
    tastes = tastes[tastes["category"] != ""]
    wide = tastes.pivot_table(index="customer", columns="category", values="weight", aggfunc="sum")
    wide = wide.reindex(n.index).fillna(0.0)
    total = wide.sum(axis=1)
    return wide.div(total.where(total > 0, 1.0), axis=0)
