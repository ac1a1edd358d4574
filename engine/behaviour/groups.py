"""The features by what they are about: a prediction is explained by these groups, not by eighty columns."""

GROUPS: dict[str, tuple[str, ...]] = {
    "silence": ("recency", "quiet", "overdue", "overdue_longest"),
    "frequency": (
        "tenure", "baskets", "visits", "visit_rate", "expected_30d", "active_months", "active_month_share",
        "baskets_7d", "baskets_30d", "baskets_60d", "baskets_90d", "baskets_180d", "baskets_365d", "trend",
    ),
    "rhythm": (
        "gap_mean", "gap_spread", "gap_cv", "gap_longest", "gap_last", "own_gap",
        "month_0", "month_1", "month_2", "month_3", "month_4", "month_5",
    ),
    "money": (
        "money", "money_7d", "money_30d", "money_60d", "money_90d", "money_180d", "money_365d",
        "basket_money", "last_money", "price_level",
    ),
    "range": ("items", "new_share", "last_new", "last_lines", "basket_lines", "basket_pieces"),
    "returns": ("returns", "return_rate", "returned_money_share", "returns_90d"),
    "attention": tuple(
        f"{name}s{window}"
        for name in ("view", "search", "click", "question", "rating", "report")
        for window in ("", "_7d", "_30d", "_90d")
    ),
    "season": ("year_sin", "year_cos", "weeks_to_christmas", "busyness"),
}  # fmt: skip
"""silence: how long nothing was bought or done, also against the customer's own rhythm. frequency: how
often, over how long. rhythm: how regularly, in which of the last months. money: how much. range: how many
different items. returns: what came back. attention: views, searches, clicks, questions, ratings, reports.
season: where in the year, how busy the shop.
"""

FEATURES: tuple[str, ...] = tuple(name for names in GROUPS.values() for name in names)
"""All columns, in the order of the matrix."""

YEAR = 365.0


def learnable(span_days: float) -> tuple[str, ...]:
    """The columns that a model may learn from, where its examples lie `span_days` apart at most.

    The season is left out below a whole year: every later date would lie outside what was learnt.
    """
    return FEATURES if span_days >= YEAR else tuple(n for n in FEATURES if n not in GROUPS["season"])
