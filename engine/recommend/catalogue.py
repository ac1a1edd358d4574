"""What the recommender knows of products."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from engine.recommend.interactions import FloatArray
from engine.store.tables import Category, Product, Shop, Variant
from engine.store.types import LocalizedText

CONSUMABLE = "consumable"
"""Tag of products that are used up, so that once bought they are wanted again."""


@dataclass(frozen=True)
class Item:
    """One product. `words`: what it is compared by."""

    id: str
    name: LocalizedText
    category_id: str
    category: LocalizedText
    tags: tuple[str, ...]
    words: str

    @property
    def consumable(self) -> bool:
        return CONSUMABLE in self.tags


def read_items(session: Session) -> list[Item]:
    """All active products, by id."""
    rows = session.execute(
        select(Product, Category)
        .join(Category, Category.id == Product.category_id)
        .where(Product.active)
        .order_by(Product.id)
    )
    return [_item(product, category) for product, category in rows]


def currency_of(session: Session) -> str:
    """The shop's currency; US dollars where no shop is set up."""
    return session.scalar(select(Shop.currency).limit(1)) or "USD"


def category_names(session: Session) -> dict[str, LocalizedText]:
    """The names of all categories by id."""
    return {row.id: row.name for row in session.scalars(select(Category))}


def prices_in_stock(session: Session, product_ids: Sequence[str]) -> dict[str, int]:
    """The lowest price in cents of each of these products that can be had now."""
    in_stock: ColumnElement[bool] = Variant.available & (Variant.stock.is_(None) | (Variant.stock > 0))
    rows = session.execute(
        select(Variant.product_id, func.min(Variant.price_cents))
        .join(Product, Product.id == Variant.product_id)
        .where(Variant.product_id.in_(product_ids), in_stock, Product.active)
        .group_by(Variant.product_id)
    )
    return {product_id: cents for product_id, cents in rows}


def content_similarity(items: Sequence[Item]) -> FloatArray:
    """Cosine of the products' words (TF-IDF), 0 on the diagonal: (items, items)."""
    text: Any = import_module("sklearn.feature_extraction.text")  # here, as it loads slowly

    if not any(item.words for item in items):
        return np.zeros((len(items), len(items)))
    vectoriser = text.TfidfVectorizer(tokenizer=str.split, token_pattern=None, sublinear_tf=True)
    vectors = vectoriser.fit_transform(item.words for item in items)
    similar = np.asarray((vectors @ vectors.T).todense(), dtype=np.float64)
    np.fill_diagonal(similar, 0.0)
    return similar


def category_numbers(items: Sequence[Item]) -> NDArray[np.intp]:
    """Each item's category as a number: (items,)."""
    numbers = {name: n for n, name in enumerate(sorted({item.category_id for item in items}))}
    return np.array([numbers[item.category_id] for item in items], dtype=np.intp)


def _item(product: Product, category: Category) -> Item:
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
    )
