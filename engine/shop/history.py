"""One customer's orders over the months: spontaneous ones and those for what ran out."""

import heapq
from datetime import datetime, timedelta

import numpy as np

from engine.shop.baskets import Household
from engine.shop.deliveries import place_order
from engine.shop.model import OrderDraft, Plan
from engine.shop.people import DAYS_A_MONTH

PAUSE = timedelta(days=2)
# Hours of the day in UTC; the shop's customers live eight hours ahead.
HOURS = np.concatenate([np.arange(0, 16), [23]])


def orders_of(home: Household, plan: Plan, start: datetime, now: datetime) -> list[OrderDraft]:
    """Everything that the customer ordered from `start` until `now`, in order of time."""
    end = now - timedelta(days=home.shopper.quiet_days)
    waiting = _spontaneous(home, start, end)
    heapq.heapify(waiting)
    orders: list[OrderDraft] = []
    while waiting:
        at = heapq.heappop(waiting)
        if orders and at - orders[-1].placed_at < PAUSE:
            continue
        orders.append(place_order(home, at, plan))
        refill = home.next_refill()
        if refill is not None and (again := _daytime(home, max(refill, at + PAUSE))) < end:
            heapq.heappush(waiting, again)
    return orders


def _spontaneous(home: Household, start: datetime, end: datetime) -> list[datetime]:
    days = (end - start).total_seconds() / 86_400
    if days <= 0:
        return []
    count = int(home.rng.poisson(home.shopper.activity * days / DAYS_A_MONTH))
    moments = [start + timedelta(days=float(home.rng.uniform(0, days))) for _ in range(count)]
    return [at for at in (_daytime(home, moment) for moment in moments) if start <= at < end]


def _daytime(home: Household, moment: datetime) -> datetime:
    hour = int(home.rng.choice(HOURS))
    return moment.replace(
        hour=hour, minute=int(home.rng.integers(60)), second=int(home.rng.integers(60)), microsecond=0
    )
