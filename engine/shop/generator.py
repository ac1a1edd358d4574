"""Makes up the demo shop's customers and their past, the same for the same plan, catalogue and anchor."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

import numpy as np

from engine.shop.baskets import Household, Market
from engine.shop.browsing import browse
from engine.shop.history import orders_of
from engine.shop.model import MadeUp, OrderDraft, Plan, SaleProduct, Shopper
from engine.shop.people import DAYS_A_MONTH, make_persona, make_shopper
from engine.shop.personas import CAST, stage
from engine.shop.rows import order_rows
from engine.shop.tiers import with_loyalty

PERSONA_STREAM = 900_000


def make_up(plan: Plan, products: Sequence[SaleProduct], currency: str, today: date) -> MadeUp:
    """Customers, orders and events as seen at midnight UTC of `today`, which nothing made up comes after.

    Each customer draws from a random stream of their own (the plan's seed and the customer's number),
    so that one more customer changes nothing about the others. Promised and expected moments of
    orders on their way may lie in the future.
    """
    now = datetime(today.year, today.month, today.day, tzinfo=UTC)
    market = Market.of(plan, products, np.random.default_rng([plan.seed, 0]))
    made = MadeUp()
    orders: list[OrderDraft] = []
    shoppers: list[Shopper] = []
    for home, own in _households(plan, market, now):
        start = max(home.shopper.joined, now - timedelta(days=plan.months * DAYS_A_MONTH))
        past = sorted(orders_of(home, plan, start, now) + own, key=lambda order: order.placed_at)
        made.events += browse(home, past, start, now)
        orders += past
        shoppers.append(home.shopper)
    made.orders, events = order_rows(orders, currency, now)
    made.events += events
    made.customers = with_loyalty([shopper.row for shopper in shoppers], made.orders, now)
    made.methods = [method for shopper in shoppers for method in shopper.methods]
    return made


def _households(plan: Plan, market: Market, now: datetime) -> Iterable[tuple[Household, list[OrderDraft]]]:
    """Every customer with the orders of their own story, personas first; `plan.customers` in all."""
    by_id = {product.id: product for product in market.products}
    cast = CAST[: plan.customers]
    for number, member in enumerate(cast):
        rng = np.random.default_rng([plan.seed, PERSONA_STREAM + number])
        taste = member.persona.taste if member.persona.taste in plan.tastes else next(iter(plan.tastes))
        shopper = make_persona(plan, member.persona, member.name, taste=taste, now=now, rng=rng)
        yield Household(market, shopper, rng), stage(member, shopper, by_id, now, rng)
    for number in range(1, plan.customers - len(cast) + 1):
        rng = np.random.default_rng([plan.seed, number])
        yield Household(market, make_shopper(plan, number, now, rng), rng), []
