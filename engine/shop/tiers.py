"""Loyalty points and tiers, by the rules that the shop's article on Moss Points tells customers."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from engine.shop.model import Row

YEAR = timedelta(days=365)
CREDITED_AFTER = timedelta(days=30)
VALID_FOR = timedelta(days=548)
TIERS = ((100_000, "kettle", 1.5), (40_000, "fern", 1.25), (1, "moss", 1.0))
"""Spent in 12 months (cents), tier, points for each unit of money."""


def with_loyalty(customers: Sequence[Row], orders: Sequence[Row], now: datetime) -> list[Row]:
    """The customers with `tier` (None before the first purchase) and `points` among their attributes."""
    kept: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
    for order in orders:
        if order["delivered_at"] is not None:
            stays = [line for line in order["lines"] if line["state"] == "ordered"]
            cents = sum(line["quantity"] * line["unit_price_cents"] for line in stays)
            kept[order["customer_id"]].append((order["delivered_at"], cents))
    return [_with_points(row, kept[row["id"]], now) for row in customers]


def _with_points(row: Row, spent: Sequence[tuple[datetime, int]], now: datetime) -> Row:
    year = sum(cents for at, cents in spent if at > now - YEAR)
    tier, rate = next(((name, rate) for least, name, rate in TIERS if year >= least), (None, 1.0))
    credited = sum(cents for at, cents in spent if now - VALID_FOR < at <= now - CREDITED_AFTER)
    loyalty = {"tier": tier, "points": int(credited / 100 * rate)}
    return {**row, "attributes": {**row["attributes"], **loyalty}}
