"""What customers like: latent tastes over products, thrift and seasons."""

from collections.abc import Mapping, Sequence

import numpy as np

from engine.shop.model import FloatArray, Plan, SaleProduct

ELSEWHERE = 0.05


def taste_matrix(plan: Plan, products: Sequence[SaleProduct], rng: np.random.Generator) -> FloatArray:
    """P(product | taste), (tastes, products), rows sum to 1; products differ in general popularity."""
    popularity = rng.lognormal(0.0, 0.5, len(products))
    rows = [
        [taste.categories.get(p.category, ELSEWHERE) * _factor(taste.tags, p.tags) for p in products]
        for taste in plan.tastes.values()
    ]
    weights = np.asarray(rows, dtype=np.float64) * popularity
    return weights / weights.sum(axis=1, keepdims=True)


def season_matrix(plan: Plan, products: Sequence[SaleProduct]) -> FloatArray:
    """Factor on each product in each month of the year, (12, products)."""
    factors = np.ones((12, len(products)))
    for season in plan.seasons:
        effect = np.asarray([_factor(season.tags, p.tags) for p in products])
        for month in season.months:
            factors[month - 1] *= effect
    return factors


def price_pull(products: Sequence[SaleProduct]) -> FloatArray:
    """How dear a product is beside the others, (products,): standardised log of its lowest price."""
    prices = np.log([min(v.price_cents for v in p.variants) for p in products])
    return (prices - prices.mean()) / (prices.std() or 1.0)


def match_of(tastes: FloatArray, mixture: FloatArray) -> FloatArray:
    """How well each product suits a customer, (products,), as ranks in [0, 1]."""
    liking = mixture @ tastes
    ranks = np.argsort(np.argsort(liking, kind="stable"), kind="stable")
    return ranks / max(len(liking) - 1, 1)


def _factor(factors: Mapping[str, float], tags: frozenset[str]) -> float:
    return float(np.prod([factor for tag, factor in factors.items() if tag in tags]))
