"""Histories of many customers at once, out of the interactions: for training, evaluation and jobs."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import numpy as np

from engine.recommend.interactions import Basket, History, Interactions


def histories_of(
    interactions: Interactions, customers: Iterable[str], now: datetime | None = None
) -> list[History]:
    """What the interactions hold of each of these customers, as at `now` (the newest purchase by default).

    A customer that they do not hold has an empty history.
    """
    now = now or interactions.until
    by_customer = np.argsort(interactions.basket_of, kind="stable")
    bounds = np.searchsorted(interactions.basket_of[by_customer], np.arange(len(interactions.customers) + 1))
    found: list[History] = []
    for customer in customers:
        row = interactions.rows.get(customer)
        if row is None:
            found.append(History(np.zeros(len(interactions.items)), now=now, customer=customer))
            continue
        weights = interactions.matrix[[row]].toarray().ravel()
        mine = by_customer[bounds[row] : bounds[row + 1]]
        # NaN (not dated) comes first, as in the log.
        mine = mine[np.argsort(-np.nan_to_num(interactions.basket_age[mine], nan=np.inf), kind="stable")]
        baskets = [_basket(interactions, int(number)) for number in mine]
        ordered = frozenset(item for basket in baskets for item in basket.items)
        found.append(History(weights, baskets, ordered, now=now, customer=customer))
    return found


def _basket(interactions: Interactions, number: int) -> Basket:
    start, end = interactions.baskets.indptr[number : number + 2]
    items = tuple(int(item) for item in interactions.baskets.indices[start:end])
    age = float(interactions.basket_age[number])
    known = interactions.until is not None and not np.isnan(age)
    return Basket(items, interactions.until - timedelta(days=age) if known and interactions.until else None)
