"""Products as the assistant talks about them, and finding the one that a customer means."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import regex
from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from engine.store.tables import Category, Product, Shop
from engine.text.language import Language
from engine.text.localized import localized

CLOSE = 86
MAX_MATCHES = 4
_HAN = regex.compile(r"\p{Han}")
_LATIN = regex.compile(r"[\p{L}\p{N}--\p{Han}]+", flags=regex.VERSION1)


@dataclass(frozen=True)
class VariantView:
    id: str
    options: Mapping[str, Any]
    price_cents: int
    in_stock: bool
    stock: int | None


@dataclass(frozen=True)
class ProductView:
    id: str
    name: Mapping[str, str]
    description: Mapping[str, str]
    brand: str | None
    category_id: str
    category: Mapping[str, str]
    attributes: Mapping[str, Any]
    variants: Sequence[VariantView]
    currency: str

    def title(self, language: Language) -> str:
        return localized(self.name, language)

    def cheapest(self) -> int | None:
        """The lowest price that can be had now; None where nothing is in stock."""
        return min((variant.price_cents for variant in self.variants if variant.in_stock), default=None)


def shop_terms(session: Session, language: Language) -> Mapping[str, str]:
    """The shop's words in this language for options, their values and attributes, by the English ones."""
    settings = session.scalar(select(Shop.settings).limit(1)) or {}
    return settings.get("terms", {}).get(language, {})


def products(session: Session, ids: Iterable[str] | None = None) -> list[ProductView]:
    """The products that are on sale, all or those with these ids, in a fixed number of queries."""
    chosen = (
        select(Product)
        .where(Product.active)
        .options(selectinload(Product.variants), selectinload(Product.category))
        .order_by(Product.id)
    )
    if ids is not None:
        chosen = chosen.where(Product.id.in_(list(ids)))
    currency = session.scalar(select(Shop.currency).limit(1)) or "USD"
    return [_view(row, currency) for row in session.scalars(chosen)]


def product(session: Session, product_id: str) -> ProductView | None:
    """One product on sale."""
    return next(iter(products(session, [product_id])), None)


def matching_products(catalogue: Sequence[ProductView], text: str) -> list[ProductView]:
    """The products that the text names, best first, at most four; those of one best score together.

    A name counts where the text holds it, whole or (for names in Latin letters) nearly so.
    """
    scored = [(score, item) for item in catalogue if (score := _score(item, text)) >= CLOSE]
    best = max((score for score, _ in scored), default=0.0)
    return [item for score, item in scored if score >= best - 1][:MAX_MATCHES]


def category_named(session: Session, text: str) -> tuple[str, Mapping[str, str]] | None:
    """The category whose name or id the text holds."""
    plain = text.casefold()
    for row in session.scalars(select(Category).order_by(Category.position)):
        names = [row.id.replace("-", " "), *row.name.values()]
        if any(name and name.casefold() in plain for name in names):
            return row.id, dict(row.name)
    return None


def categories_in(session: Session, text: str) -> list[tuple[str, int]]:
    """Ids of the categories that the text names, each with the place where it does."""
    plain = text.casefold()
    found: list[tuple[str, int]] = []
    for row in session.scalars(select(Category).order_by(Category.position, Category.id)):
        names = [row.id.replace("-", " "), *row.name.values()]
        places = [place for name in names if name and (place := plain.find(name.casefold())) >= 0]
        if places:
            found.append((row.id, min(places)))
    return found


def category_by_id(session: Session, category_id: str | None) -> Mapping[str, str] | None:
    """The name of a category; None where there is none of that id."""
    row = session.get(Category, category_id) if category_id else None
    return dict(row.name) if row else None


def _score(item: ProductView, text: str) -> float:
    plain = text.casefold()
    best = 0.0
    for name in {value.casefold() for value in item.name.values() if value}:
        if _HAN.search(name):
            best = max(best, 100.0 + len(name) if name in plain else 0.0)
            continue
        words = " ".join(_LATIN.findall(name))
        if f" {words} " in f" {' '.join(_LATIN.findall(plain))} ":
            best = max(best, 100.0 + len(words))
        elif len(words) > 4:  # noqa: PLR2004 - shorter names are near to too many words
            best = max(best, fuzz.partial_ratio(words, plain) if len(plain) >= len(words) - 1 else 0.0)
    return best


def _view(row: Product, currency: str) -> ProductView:
    return ProductView(
        id=row.id,
        name=dict(row.name),
        description=dict(row.description or {}),
        brand=row.brand,
        category_id=row.category_id,
        category=dict(row.category.name),
        attributes=dict(row.attributes or {}),
        variants=[
            VariantView(
                id=variant.id,
                options=dict(variant.options or {}),
                price_cents=variant.price_cents,
                in_stock=variant.available and (variant.stock is None or variant.stock > 0),
                stock=variant.stock,
            )
            for variant in row.variants
        ],
        currency=currency,
    )
