"""What a table of sales calls its columns, and what of it is no sale: all that differs between formats."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Literal

from engine.events.source import Row
from engine.events.tabular.batch import Wanted


@dataclass(frozen=True)
class Columns:
    """Names of the table's columns.

    basket: None where a basket is all that a customer bought at one moment. money is a unit price, or the
    amount of the whole line.
    """

    customer: str
    moment: str
    item: str
    pieces: str
    money: str
    money_is: Literal["unit price", "amount"] = "unit price"
    basket: str | None = None
    country: str | None = None

    @cached_property
    def wanted(self) -> Wanted:
        named = (self.customer, self.moment, self.item, self.pieces, self.money, self.basket)
        return Wanted(
            tuple(name for name in named if name is not None), (self.country,) if self.country else ()
        )


@dataclass(frozen=True)
class Recipe:
    """A table of sales.

    product: (item's text) -> the product's row, with "category_id"; None: products come from elsewhere
    and the item's text is a product's id. not_a_product: words of lines that are charges or bookkeeping,
    by the sentence that says so.
    """

    format: str
    columns: Columns
    shop: Row
    categories: tuple[Row, ...] = ()
    product: Callable[[str], Row] | None = None
    not_a_product: Mapping[str, re.Pattern[str]] = field(default_factory=dict[str, "re.Pattern[str]"])
    language: str | None = None

    @property
    def currency(self) -> str:
        """ISO code of the money."""
        return str(self.shop["currency"])

    def excluded(self, item: str) -> str | None:
        """Why this item is not in the catalogue; None where it is a product."""
        return next((why for why, words in self.not_a_product.items() if words.search(item)), None)


ANYBODY = "anyone"


def basket_of(customer: str | None, moment: datetime) -> str:
    """A basket's id where the table names none. The moment comes first, so that neighbours in time are
    neighbours in the index."""
    return f"{moment:%Y%m%d%H%M%S}-{customer or ANYBODY}"
