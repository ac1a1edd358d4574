"""From a basket to an order: the promise, the parcel, what is sent back and what is rated."""

from datetime import datetime, timedelta

import numpy as np

from engine.shop.baskets import Household
from engine.shop.model import LineDraft, OrderDraft, Plan

STANDARD_DAYS = 4
RETURN_DAYS = (2.0, 24.0)
WEEKEND = 5
CANCELLED_AFTER = timedelta(hours=2)
REFUND_DAYS = (2.4, 4.0, 0.9)
"""Of what is sent back: days at least, shape and scale of a gamma distribution of days on top."""
CANCEL_DAYS = (0.6, 3.0, 0.6)
LONGEST_REFUND = timedelta(days=11, hours=20)
"""Before the return counts as done."""
REASONS = ("no_longer_needed", "ordered_by_mistake")


def place_order(home: Household, at: datetime, plan: Plan) -> OrderDraft:
    """The order that this customer places at that moment, and what becomes of it."""
    rng = home.rng
    shipped = at + timedelta(hours=float(rng.uniform(20, 44)))
    promised = promise(at)
    if rng.random() < plan.late_rate:
        delivered = promised + timedelta(days=float(rng.uniform(0.6, 6.0)))
    else:
        delivered = max(shipped + timedelta(hours=14), promised - timedelta(hours=float(rng.uniform(1, 40))))
    order = OrderDraft(
        customer=home.shopper,
        placed_at=at,
        lines=home.basket(at),
        method=home.shopper.methods[0],
        promised_at=promised,
        shipped_at=_whole(shipped),
        delivered_at=_whole(delivered),
        tracking=tracking_number(rng),
    )
    if rng.random() < plan.cancel_rate:
        order.cancelled, order.reason = True, REASONS[int(rng.integers(2))]
        order.refunded_at = _there(home, at + CANCELLED_AFTER, CANCEL_DAYS)
    else:
        _afterwards(home, order, plan)
    return order


def promise(at: datetime) -> datetime:
    """What the shop promises: the evening of the fourth working day (13:00 UTC, 21:00 in Singapore)."""
    day, left = at, STANDARD_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < WEEKEND
    return day.replace(hour=13, minute=0, second=0, microsecond=0)


def tracking_number(rng: np.random.Generator) -> str:
    """A number of the invented carrier."""
    return f"KP{rng.integers(10**9, 10**10)}SG"


def _afterwards(home: Household, order: OrderDraft, plan: Plan) -> None:
    """Returns by category and by how badly it suits; stars by how well it suits."""
    for line in order.lines:
        match = float(home.match[home.market.index[line.product.id]])
        chance = plan.return_rates.get(line.product.category, 0.02) * (1.6 - match)
        if home.rng.random() < chance:
            days = float(home.rng.uniform(*RETURN_DAYS))
            line.returned_at = _whole(order.delivered_at + timedelta(days=days))
            line.refunded_at = _there(home, line.returned_at, REFUND_DAYS)
        _rate(home, order, line, match, plan.rating_rate)


def _there(home: Household, noted: datetime, days: tuple[float, float, float]) -> datetime:
    """When money that was noted then is there: banks book it on working days."""
    least, shape, scale = days
    at = noted + timedelta(days=least + float(home.money.gamma(shape, scale)))
    at += timedelta(days=max(0, 7 - at.weekday()) if at.weekday() >= WEEKEND else 0)
    return _whole(min(at, noted + LONGEST_REFUND))


def _rate(home: Household, order: OrderDraft, line: LineDraft, match: float, rate: float) -> None:
    noise, asked, days = home.rng.normal(0, 0.7), home.rng.random(), home.rng.uniform(1, 20)
    if asked < rate:
        mood = 2.6 + 2.2 * match - (1.4 if line.returned_at else 0.0)
        line.stars = int(np.clip(round(mood + noise), 1, 5))
        line.rated_at = _whole(order.delivered_at + timedelta(days=float(days)))


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
