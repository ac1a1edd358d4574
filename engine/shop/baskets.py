"""What goes into a basket: refills that are due, new things that suit, and what goes with them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from engine.shop.model import FloatArray, LineDraft, Plan, SaleProduct, SaleVariant, Shopper
from engine.shop.tastes import match_of, price_pull, season_matrix, taste_matrix

MAX_LINES = 6
TWO_AT_ONCE = 0.2
OWNED = 0.04
"""Factor on a durable that the customer already has."""
SIZED = "wear"


@dataclass
class Market:
    """The catalogue with the numbers that baskets are drawn from."""

    plan: Plan
    products: Sequence[SaleProduct]
    tastes: FloatArray
    seasons: FloatArray
    dearness: FloatArray
    index: dict[str, int] = field(default_factory=dict[str, int])

    @classmethod
    def of(cls, plan: Plan, products: Sequence[SaleProduct], rng: np.random.Generator) -> "Market":
        tastes = taste_matrix(plan, products, rng)
        index = {product.id: place for place, product in enumerate(products)}
        return cls(plan, products, tastes, season_matrix(plan, products), price_pull(products), index)


class Household:
    """One customer over time: what they own, and when what runs out is due again."""

    def __init__(self, market: Market, shopper: Shopper, rng: np.random.Generator) -> None:
        self.market = market
        self.shopper = shopper
        self.rng = rng
        self.money = rng.spawn(1)[0]
        """For how long money takes: a stream of its own, as drawing it changes nothing that is bought."""
        self.match = match_of(market.tastes, shopper.mixture)
        self.usual: dict[int, SaleVariant] = {}
        self.due: dict[int, datetime] = {}

    def chances(self, at: datetime) -> FloatArray:
        """P(product), (products,), for a look or a new purchase at that moment."""
        market = self.market
        weights = (self.shopper.mixture @ market.tastes) * market.seasons[at.month - 1]
        weights = weights * np.exp(-self.shopper.thrift * market.dearness)
        for place in self.usual:
            if market.products[place].refill_days is None:
                weights[place] *= OWNED
        return weights / weights.sum()

    def basket(self, at: datetime) -> list[LineDraft]:
        """The lines of an order placed at that moment, at least one."""
        refills = [
            p
            for p, when in sorted(self.due.items())
            if when <= at and self.rng.random() < self.shopper.loyalty
        ]
        wanted = refills[: MAX_LINES - 1]
        fresh = (0 if wanted else 1) + int(self.rng.poisson(0.55))
        if fresh:
            drawn = self.rng.choice(len(self.market.products), size=fresh, p=self.chances(at))
            wanted += [int(place) for place in drawn]
        wanted = list(dict.fromkeys(wanted + self._companions(wanted)))[:MAX_LINES]
        return [self._line(place, at) for place in wanted]

    def next_refill(self) -> datetime | None:
        """When this customer comes back for something that ran out, if at all."""
        if not self.due or self.rng.random() > self.shopper.loyalty:
            return None
        return min(self.due.values())

    def _companions(self, wanted: Sequence[int]) -> list[int]:
        ids = {self.market.products[place].id for place in wanted}
        pairs = [(b, p) for a, b, p in self.market.plan.goes_with if a in ids and b in self.market.index]
        return [self.market.index[other] for other, chance in pairs if self.rng.random() < chance]

    def _line(self, place: int, at: datetime) -> LineDraft:
        product = self.market.products[place]
        variant = self.usual.setdefault(place, self._variant(product))
        quantity = 1
        if product.refill_days is not None:
            quantity = 1 + int(self.rng.random() < TWO_AT_ONCE)
            days = product.refill_days * quantity * float(self.rng.lognormal(0, 0.25))
            self.due[place] = at + timedelta(days=days)
        return LineDraft(product, variant, quantity)

    def _variant(self, product: SaleProduct) -> SaleVariant:
        """One at random; clothes in the customer's size where there is one."""
        choices = list(product.variants)
        sizes = list(dict.fromkeys(v.options.get("size", "") for v in choices))
        if product.category == SIZED and len(sizes) > 1:
            mine = sizes[min(self.shopper.size, len(sizes) - 1)]
            choices = [v for v in choices if v.options.get("size", "") == mine]
        return choices[int(self.rng.integers(len(choices)))]
