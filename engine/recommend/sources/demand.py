"""What is in demand now: a factor of each item that lifts new arrivals and lets the out of season sink."""

from dataclasses import dataclass

import numpy as np

from engine.recommend.interactions import FloatArray, Interactions


@dataclass(frozen=True)
class DemandConfig:
    """half_life_days: of a basket in what counts as now. exponent: how much it matters; 0: not at all.
    prior: baskets of an average item that are added to each, as doubt about rare ones.
    """

    half_life_days: float = 14.0
    exponent: float = 1.0
    prior: float = 0.05


def demand(interactions: Interactions, config: DemandConfig) -> FloatArray:
    """(items,), above 0: ((n_i + p n) / (N_i + p N)) ^ exponent, over that of an average item.

    n_i: baskets with the item, each weighted by 2^(-age / half-life); N_i: all alike; n and N: their means
    over the items. 1 throughout where the log has no moments.
    """
    size = len(interactions.items)
    if not interactions.dated or not size or config.exponent == 0:
        return np.ones(size)
    known = ~np.isnan(interactions.basket_age)
    weights = np.where(known, 2.0 ** (-np.nan_to_num(interactions.basket_age) / config.half_life_days), 0.0)
    lately = np.asarray(weights @ interactions.baskets, dtype=np.float64)
    ever = np.asarray(known.astype(np.float64) @ interactions.baskets, dtype=np.float64)
    if not lately.any():
        return np.ones(size)
    rate = (lately / lately.mean() + config.prior) / (ever / ever.mean() + config.prior)
    return np.asarray(rate**config.exponent, dtype=np.float64)
