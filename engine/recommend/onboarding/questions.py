"""What a customer without a past can be asked in this shop, and the answers that one tap gives."""

from collections.abc import Collection
from dataclasses import dataclass
from math import ceil
from typing import Final, Literal

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.recommend.catalogue import currency_of
from engine.store.tables import Category, Product, Variant
from engine.store.types import LocalizedText

Name = Literal["interest", "another_interest", "budget"]
NAMES: Final[tuple[Name, ...]] = ("interest", "another_interest", "budget")
"""In the order in which they are asked."""
OPTIONS: Final = 6
SHARES: Final = (0.5, 0.8)
"""Budgets to choose from: prices that so much of the shop's products do not exceed, rounded up."""
FEWEST_PRICES: Final = 4


@dataclass(frozen=True)
class Option:
    """value: a category's id, or cents. label: the category's name; of a budget nothing."""

    value: str
    label: LocalizedText


@dataclass(frozen=True)
class Question:
    """options: two or more of a category, one or more of a budget; currency: that of a budget."""

    name: Name
    options: tuple[Option, ...]
    currency: str


def question(session: Session, name: Name, shown: Collection[str]) -> Question | None:
    """This question in this shop; None where it makes no sense here.

    shown: the categories that the earlier question named and that are not to be named again. The shop's
    categories with most products come first.
    """
    currency = currency_of(session)
    if name == "budget":
        options = [Option(str(cents), {}) for cents in budgets(_prices(session))]
        return Question(name, tuple(options), currency) if options else None
    rows = session.execute(
        select(Category.id, Category.name)
        .join(Product, Product.category_id == Category.id)
        .where(Product.active)
        .group_by(Category.id, Category.position)
        .order_by(func.count().desc(), Category.position, Category.id)
    )
    found = [Option(id_, label) for id_, label in rows if id_ not in shown][:OPTIONS]
    return Question(name, tuple(found), currency) if len(found) > 1 else None


def budgets(prices: list[int]) -> list[int]:
    """Round sums in cents, rising, that half and four fifths of these prices do not exceed; none where the
    prices are too few or too alike to choose by.
    """
    if len(prices) < FEWEST_PRICES:
        return []
    found = {_round_up(int(np.quantile(prices, share))) for share in SHARES}
    return sorted(one for one in found if one < max(prices))


def _round_up(cents: int) -> int:
    """To 5 below 100 units of money, to 10 above, of whole units below 10."""
    units = cents / 100
    step = 1 if units < 10 else 5 if units < 100 else 10  # noqa: PLR2004 - said above
    return ceil(units / step) * step * 100


def _prices(session: Session) -> list[int]:
    """The cheapest variant of each active product, in cents."""
    rows = session.scalars(
        select(func.min(Variant.price_cents))
        .join(Product, Product.id == Variant.product_id)
        .where(Product.active)
        .group_by(Variant.product_id)
    )
    return [cents for cents in rows if cents]
