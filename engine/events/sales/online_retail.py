"""The UCI Online Retail table: a British wholesaler of gifts, December 2010 to December 2011.

This copy has neither invoice numbers nor stock codes: a basket is what a customer bought at one moment, a
product is a description. Categories, and what is no product, come from data/online_retail.yml.
"""

import re

from pydantic import BaseModel

from engine.events.reading import parse_file, read_yaml
from engine.events.sales.recipe import Columns, Recipe
from engine.events.source import Row
from engine.settings import ROOT

FORMAT = "online-retail"
WORDS = ROOT / "data" / "online_retail.yml"
OTHER = "other"
COLUMNS = Columns(
    customer="CustomerID",
    moment="InvoiceDate",
    item="Description",
    pieces="Quantity",
    money="UnitPrice",
    country="Country",
)
_WORD = re.compile(r"[A-Z0-9][A-Z0-9-]*")


class CategoryWords(BaseModel):
    """A category, and the words that put a product into it."""

    name: dict[str, str]
    words: str


class RetailWords(BaseModel):
    """data/online_retail.yml."""

    shop: dict[str, str]
    currency: str
    categories: dict[str, CategoryWords]
    not_a_product: dict[str, str]


def online_retail() -> Recipe:
    """The recipe."""
    words = parse_file(RetailWords, WORDS, read_yaml(WORDS))
    by_category = {name: frozenset(one.words.split()) for name, one in words.categories.items()}

    def product(item: str) -> Row:
        said = set(_WORD.findall(item.upper()))
        return {"category_id": next((name for name, known in by_category.items() if said & known), OTHER)}

    return Recipe(
        format=FORMAT,
        columns=COLUMNS,
        shop={
            "name": words.shop,
            "currency": words.currency,
            "policy": "standard",
            "settings": {"source": FORMAT},
        },
        categories=tuple(
            {"id": name, "name": one.name, "position": place}
            for place, (name, one) in enumerate(words.categories.items())
        ),
        product=product,
        not_a_product={
            why: re.compile(rf"\A(?:{pattern})\Z", re.IGNORECASE)
            for why, pattern in words.not_a_product.items()
        },
        language="en",
    )
