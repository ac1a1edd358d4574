"""Customers as rows of the latent-class model: features x and expectations y."""

from collections.abc import Sequence

import numpy as np

from engine.frames import Frame, Series, pd
from engine.gaps.latent.fields import Categorical, FloatArray, Schema

CATEGORIES = 8
"""Favourite categories that are told apart; the rest is "other"."""
OTHER = "other"
"""Every category that is not told apart; a shop's own category of this name is one of them."""
BINS: dict[str, tuple[tuple[float, ...], tuple[str, ...]]] = {
    "frequency": ((1, 3, 9), ("1", "2-3", "4-9", "10+")),
    "return_rate": ((0, 0.1), ("none", "up to 10%", "more")),
    "views": ((0, 9, 49), ("none", "1-9", "10-49", "50+")),
    "support_load": ((0,), ("none", "some")),
}
"""Counts and rates, upper bounds included. Numbers that are mostly one value have no density; as ranges they
have chances, and every range is an answer that a question can have."""
NUMBERS = ("recency", "basket", "gap", "price_level")
"""Logarithms of log(1 + x): days, cents, days, ratio."""
EXPECTATIONS = ("satisfied", "late", "promise", "asked")
"""y: content with most rated orders; how the last order came; what most orders were promised; ever asked."""


def fields(features: Frame, orders: Frame, favourites: Sequence[str]) -> Frame:
    """One row a customer with orders (index: id).

    features: as `features_at`; orders: the rows of `experiences`; favourites: the categories to tell apart,
    largest first. Numbers are logarithms; None and NaN are not known.
    """
    table = pd.DataFrame(index=features.index)
    for name in NUMBERS:
        table[name] = np.log1p(features[name])
    for name, (bounds, labels) in BINS.items():
        table[name] = _ranges(features[name], bounds, labels)
    table["favourite"] = _favourite(features, favourites)
    by_customer = orders.groupby("customer")
    table["satisfied"] = _mostly(orders, "satisfied", "yes", ("yes", "no"))
    table["late"] = by_customer["delivery"].last().reindex(table.index)
    table["promise"] = _mostly(orders, "promise", "quick", ("quick", "slow"))
    table["asked"] = by_customer["asked"].agg(_ever).reindex(table.index)
    return table[features["frequency"] > 0]


def schema(favourites: Sequence[str]) -> Schema:
    """The fields of `fields`."""
    kinds = [Categorical(name, labels) for name, (_, labels) in BINS.items()]
    kinds += [
        Categorical("favourite", (*(one for one in favourites if one != OTHER), OTHER)),
        Categorical("satisfied", ("no", "yes")),
        Categorical("late", ("on_time", "late", "very_late")),
        Categorical("promise", ("quick", "slow")),
        Categorical("asked", ("no", "yes")),
    ]
    return Schema(NUMBERS, tuple(kinds))


def _ranges(values: Series, bounds: Sequence[float], labels: Sequence[str]) -> Series:
    numbers: FloatArray = values.to_numpy(dtype=np.float64)
    places = np.searchsorted(np.array(bounds, dtype=np.float64), numbers)
    # Not known comes behind the last bound.
    named = pd.Series(np.array(labels, dtype=object)[places], index=values.index)
    return named.where(values.notna(), None)


def _favourite(features: Frame, favourites: Sequence[str]) -> Series:
    """The category with the largest share, None of those without any."""
    shares = features[[name for name in features.columns if name.startswith("share:")]]
    known = shares.notna().any(axis=1) & (shares.sum(axis=1) > 0)
    if shares.shape[1] == 0:
        return pd.Series(None, index=features.index, dtype=object)
    names = np.array([name.removeprefix("share:") for name in shares.columns], dtype=object)
    best = pd.Series(names[shares.fillna(0.0).to_numpy().argmax(axis=1)], index=features.index)
    return best.where(best.isin(list(favourites)), OTHER).where(known, None)


def _mostly(orders: Frame, column: str, yes: str, names: tuple[str, str]) -> Series:
    """names[0] of customers with `yes` in at least half of the orders in which it is known."""
    known = orders[orders[column].notna()]
    share = known[column].eq(yes).groupby(known["customer"]).mean()
    return pd.Series(np.where(share >= 1 / 2, *names), index=share.index, dtype=object)


def _ever(values: Series) -> str | None:
    known = values.dropna()
    return None if known.empty else ("yes" if (known == "yes").any() else "no")
