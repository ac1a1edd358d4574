"""What the recommender knows of products."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, Table, bindparam, func, select
from sqlalchemy.orm import Session

from engine.store.tables import Category, Product, Shop, Variant
from engine.store.types import LocalizedText
from engine.text.localized import localized

CONSUMABLE = "consumable"
"""Tag of products that are used up, so that once bought they are wanted again."""


@dataclass(frozen=True)
class Item:
    """One product. words: what it is compared by. price_cents: of its cheapest variant when it was read.
    text: name and description, in English where there is any. marks: category, brand and tags as words.
    """

    id: str
    name: LocalizedText
    category_id: str
    category: LocalizedText
    tags: tuple[str, ...]
    words: str
    price_cents: int | None = None
    text: str = ""
    marks: tuple[str, ...] = ()
    brand: str = ""

    @property
    def consumable(self) -> bool:
        return CONSUMABLE in self.tags


def read_items(session: Session) -> list[Item]:
    """All active products, by id."""
    prices = {
        product_id: cents
        for product_id, cents in session.execute(
            select(Variant.product_id, func.min(Variant.price_cents)).group_by(Variant.product_id)
        )
    }
    rows = session.execute(
        select(Product, Category)
        .join(Category, Category.id == Product.category_id)
        .where(Product.active)
        .order_by(Product.id)
    )
    return [_item(product, category, prices.get(product.id)) for product, category in rows]


def usual_price(session: Session) -> float:
    """The mean price in cents of what can be bought; 0 in an empty shop."""
    return float(session.scalar(select(func.avg(Variant.price_cents)).where(Variant.available)) or 0.0)


def currency_of(session: Session) -> str:
    """The shop's currency; US dollars where no shop is set up."""
    return session.scalar(select(Shop.currency).limit(1)) or "USD"


def category_names(session: Session) -> dict[str, LocalizedText]:
    """The names of all categories by id."""
    return {row.id: row.name for row in session.scalars(select(Category))}


def _prices() -> Select[Any, Any]:
    products, variants = cast(Table, Product.__table__), cast(Table, Variant.__table__)
    offered = variants.c
    return (
        select(offered.product_id, func.min(offered.price_cents))
        .join(products, products.c.id == offered.product_id)
        .where(
            offered.product_id.in_(bindparam("products", expanding=True)),
            offered.available & (offered.stock.is_(None) | (offered.stock > 0)),
            products.c.active,
        )
        .group_by(offered.product_id)
    )


# Made once and of columns alone: to put it together for each request takes longer than to run it.
_PRICES = _prices()


def prices_in_stock(session: Session, product_ids: Sequence[str]) -> dict[str, int]:
    """The lowest price in cents of each of these products that can be had now."""
    session.flush()
    rows = session.connection().execute(_PRICES, {"products": list(product_ids)}).all()
    return {str(product_id): int(cents) for product_id, cents in rows}


def category_numbers(items: Sequence[Item]) -> NDArray[np.intp]:
    """Each item's category as a number: (items,)."""
    numbers = {name: n for n, name in enumerate(sorted({item.category_id for item in items}))}
    return np.array([numbers[item.category_id] for item in items], dtype=np.intp)


def _item(product: Product, category: Category, price_cents: int | None) -> Item:
    # The category's and the tags' own names keep apart from words of the name ("desk" the tag, Desk Lamp).
    marks = [f"category={product.category_id}", *(f"tag={tag}" for tag in product.tags)]
    marks += [f"brand={product.brand}".replace(" ", "_")] if product.brand else []
    return Item(
        id=product.id,
        name=product.name,
        category_id=product.category_id,
        category=category.name,
        tags=tuple(product.tags),
        words=" ".join([*marks, *product.name.get("en", "").lower().split()]),
        price_cents=price_cents,
        text=f"{localized(product.name, 'en')}. {localized(product.description, 'en')}".strip(". "),
        marks=tuple(marks),
        brand=product.brand or "",
    )
