"""Every feature of a customer, defined once: what it is, its unit, from which events, how it is scaled."""

from dataclasses import dataclass
from typing import Literal

Transform = Literal["log", "sqrt", "none"]
Family = Literal["activity", "money", "looking", "returns", "support", "assistant", "taste"]


@dataclass(frozen=True)
class Feature:
    """One feature. events: the types it is counted from. aggregate: how. transform: what is done to the value
    before it is centred at the median and divided by the spread (`standard.py`). clustered: whether segments
    are formed by it; the others only describe.
    """

    name: str
    unit: str
    definition: str
    events: tuple[str, ...]
    aggregate: str
    transform: Transform
    family: Family
    clustered: bool = True


SHARE = "share:"
"""Prefix of the features of categories, one a category."""

FEATURES: tuple[Feature, ...] = (
    Feature(
        "recency", "days", "Days since the last purchase.", ("purchase",), "cut - max(at)", "log", "activity"
    ),
    Feature(
        "frequency", "orders", "Orders that were not cancelled.", ("purchase",), "distinct", "log", "activity"
    ),
    Feature(
        "value",
        "cents",
        "Money of purchases less that of returns, never below zero.",
        ("purchase", "return"),
        "sum",
        "log",
        "money",
    ),
    Feature(
        "basket", "cents", "Money of purchases for each order.", ("purchase",), "sum / orders", "log", "money"
    ),
    Feature(
        "gap",
        "days",
        "Mean time between an order and the next; from two dated orders on.",
        ("purchase",),
        "(max(at) - min(at)) / (orders - 1)",
        "log",
        "activity",
    ),
    Feature(
        "price_level",
        "ratio",
        "What was paid, over what the same pieces cost at the mean price that all pay in their categories.",
        ("purchase",),
        "sum / expected sum",
        "log",
        "money",
    ),
    Feature(
        "return_rate",
        "share",
        "Pieces sent back, of the pieces bought.",
        ("return", "purchase"),
        "sum / sum, at most 1",
        "sqrt",
        "returns",
    ),
    Feature("views", "looks", "Products looked at.", ("view",), "count", "log", "looking"),
    Feature("searches", "searches", "Searches.", ("search",), "count", "log", "looking"),
    Feature(
        "support_load",
        "contacts",
        "Questions asked and problems reported.",
        ("question", "report"),
        "count",
        "log",
        "support",
    ),
    Feature("mood", "-1 to 1", "Mean mood of the questions.", ("question",), "mean", "none", "support"),
    Feature(
        "mood_trend",
        "per 30 days",
        "Slope of the questions' mood over time by least squares, shrunk as if a month with none were known.",
        ("question",),
        "slope",
        "none",
        "support",
    ),
    Feature("stars", "stars", "Mean of the ratings.", ("rating",), "mean", "none", "support"),
    Feature(
        "response",
        "share",
        "Recommendations clicked, of those shown; as if one more of ten had been clicked.",
        ("click", "impression"),
        "(clicks + 1) / (shown + 10), at most 1",
        "sqrt",
        "assistant",
    ),
    Feature(
        "chat_share",
        "share",
        "Channel: events in the assistant, of all events.",
        ("question", "impression", "click", "reject", "report"),
        "count / count",
        "sqrt",
        "assistant",
    ),
    Feature(
        "focus",
        "share",
        "How much of the taste lies in one category: the sum of the squared category shares.",
        ("purchase", "view"),
        "sum of squares",
        "none",
        "taste",
    ),
    Feature("tenure", "days", "Days since the first event.", (), "cut - min(at)", "log", "activity"),
)
"""And, for each of the shop's categories, `share:<category>`: see `CATEGORY_SHARE`."""

CATEGORY_SHARE = Feature(
    SHARE,
    "share",
    "A category's part of what is bought (a piece counts 1) and looked at (a look counts .2).",
    ("purchase", "view"),
    "weighted sum / sum",
    "sqrt",
    "taste",
)

BY_NAME = {feature.name: feature for feature in FEATURES}


def definition(name: str) -> Feature:
    """The definition behind a column of features. Raises KeyError for an unknown one."""
    return CATEGORY_SHARE if name.startswith(SHARE) else BY_NAME[name]
