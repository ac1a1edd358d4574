"""Looks and searches: before a purchase, and without one."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from engine.shop.baskets import Household
from engine.shop.model import OrderDraft, Row

CONSIDERED = 2.5
IDLE_SESSIONS_PER_ORDER = 1.2
SEARCH_RATE = 0.45
KIND_SHARE = 0.6


def browse(home: Household, orders: Sequence[OrderDraft], start: datetime, now: datetime) -> list[Row]:
    """View and search events of one customer, in order of time, all before `now`."""
    looks: list[tuple[datetime, str, int | str]] = []
    for order in orders:
        looks += _before(home, order)
    for _ in range(int(home.rng.poisson(IDLE_SESSIONS_PER_ORDER * (0.5 + len(orders))))):
        at = start + (now - start) * float(home.rng.random())
        looks += _session(home, at, 1 + int(home.rng.poisson(CONSIDERED)))
    looks = sorted(look for look in looks if start <= look[0] < now)
    return [_event(home, number, look) for number, look in enumerate(looks, 1)]


def _before(home: Household, order: OrderDraft) -> list[tuple[datetime, str, int | str]]:
    """The session that led to the order: what was bought, and what was weighed against it."""
    at = order.placed_at - timedelta(minutes=float(home.rng.uniform(4, 40)))
    looks = _session(home, at, int(home.rng.poisson(CONSIDERED)))
    for line in order.lines:
        place = home.market.index[line.product.id]
        for _ in range(1 + int(home.rng.poisson(0.5))):
            hours = float(home.rng.exponential(20))
            looks.append((_whole(at - timedelta(hours=hours)), "view", place))
        if home.rng.random() < SEARCH_RATE * 0.5:
            looks.append((_whole(at - timedelta(minutes=1)), "search", _words(home, place)))
    return looks


def _session(home: Household, at: datetime, count: int) -> list[tuple[datetime, str, int | str]]:
    if count == 0:
        return []
    places = home.rng.choice(len(home.market.products), size=count, p=home.chances(at))
    looks: list[tuple[datetime, str, int | str]] = [
        (_whole(at + timedelta(seconds=25 * step)), "view", int(place))
        for step, place in enumerate(places, 1)
    ]
    if home.rng.random() < SEARCH_RATE:
        looks.append((_whole(at), "search", _words(home, int(places[0]))))
    return looks


def _words(home: Household, place: int) -> str:
    """What somebody who looks for this product types: its kind or its name, in their language."""
    product, language = home.market.products[place], home.shopper.row["language"]
    kinds = [tag for tag in sorted(product.tags) if tag in home.market.plan.search_words]
    if kinds and home.rng.random() < KIND_SHARE:
        return home.market.plan.search_words[kinds[int(home.rng.integers(len(kinds)))]][language]
    return re.split("[,（]", product.name[language])[0].lower()


def _event(home: Household, number: int, look: tuple[datetime, str, int | str]) -> Row:
    at, kind, what = look
    view = isinstance(what, int)
    return {
        "id": f"{kind}:{home.shopper.id}:{number}",
        "type": kind,
        "customer_id": home.shopper.id,
        "conversation_id": None,
        "product_id": home.market.products[what].id if view else None,
        "at": at,
        "value": None,
        "data": {} if view else {"query": what},
    }


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
