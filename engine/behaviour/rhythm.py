"""How regularly each customer buys, and how the present silence compares."""

import numpy as np

from engine.behaviour.arrays import Floats
from engine.behaviour.ledger import Baskets

SAME_VISIT = 1.0
"""Days: baskets closer together are one visit, or a split order would pass for a habit of daily buying."""
PRIOR_VISITS, PRIOR_DAYS = 1.0, 60.0
"""One visit in sixty days is what we believe of a customer before there is evidence."""
LAGS = 6
"""Months back that are told apart, each bought in or not."""


def rhythm_of(baskets: Baskets, cut: float, recency: Floats, tenure: Floats, count: int) -> dict[str, Floats]:
    """Columns about gaps between visits, each (count,).

    gap_*: days between visits (0 where there are fewer than two). overdue: recency over the customer's mean
    gap, shrunk towards the prior. expected_30d: visits expected in 30 days, the gamma-Poisson posterior
    mean 30 (a + x) / (b + T), times the chance that the customer is still there, exp(-max(overdue - 1, 0)).
    month_<k>: 1 where the customer bought between 30 k and 30 (k + 1) days before the cut.
    """
    who, day = baskets.customer, baskets.day
    follows = np.append(False, (np.diff(who) == 0)) if len(who) else np.zeros(0, bool)
    gap = np.append(0.0, np.diff(day)) if len(who) else np.zeros(0)
    gap = np.where(follows, gap, 0.0)
    real = follows & (gap >= SAME_VISIT)
    gaps, owner = gap[real], who[real]
    number = np.bincount(owner, minlength=count).astype(np.float64)
    total = np.bincount(owner, gaps, minlength=count)
    mean = np.divide(total, number, out=np.zeros(count), where=number > 0)
    square = np.bincount(owner, gaps**2, minlength=count)
    spread = np.sqrt(
        np.clip(np.divide(square, number, out=np.zeros(count), where=number > 0) - mean**2, 0, None)
    )
    longest, last = np.zeros(count), np.zeros(count)
    np.maximum.at(longest, owner, gaps)
    last[owner] = gaps
    bought = np.bincount(who, minlength=count) > 0
    visits = number + bought
    own_gap = (tenure - recency + PRIOR_DAYS) / (number + PRIOR_VISITS)
    overdue = recency / own_gap
    rate = (number + PRIOR_VISITS) / (tenure + PRIOR_DAYS)
    columns = {
        "visits": visits,
        "gap_mean": mean,
        "gap_spread": spread,
        "gap_cv": np.divide(spread, mean, out=np.zeros(count), where=mean > 0),
        "gap_longest": longest,
        "gap_last": last,
        "own_gap": own_gap,
        "overdue": overdue,
        "overdue_longest": recency / np.maximum(longest, PRIOR_DAYS / 2),
        "visit_rate": visits / (tenure + PRIOR_DAYS),
        "expected_30d": np.where(bought, 30 * rate * np.exp(-np.clip(overdue - 1, 0, None)), 0.0),
    }
    month = ((cut - day) // 30).astype(np.int64)
    for lag in range(LAGS):
        columns[f"month_{lag}"] = (np.bincount(who[month == lag], minlength=count) > 0).astype(np.float64)
    return columns
