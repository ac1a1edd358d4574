"""Reading what the demo shop shows."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from engine.errors import NotFound
from engine.store.tables import Category, Customer, Product, Shop, Variant

PERSONAS: Final = 6
MAX_PRODUCTS: Final = 500


def shop_json(session: Session, *, demo: bool) -> dict[str, Any]:
    """The shop's name in all languages, its currency, and whether one may shop as a persona."""
    shop = session.scalar(select(Shop).limit(1))
    if shop is None:
        raise NotFound("This database holds no shop yet. `attune prepare` makes the demo shop.")
    return {"name": shop.name, "currency": shop.currency, "demo": demo}


def products_json(session: Session, category: str | None, query: str | None) -> list[dict[str, Any]]:
    """Products on sale, by category and position of name; `query` must be found in a name, brand or tag."""
    wanted = (
        select(Product)
        .join(Category, Category.id == Product.category_id)
        .where(Product.active)
        .options(selectinload(Product.variants), selectinload(Product.category))
        .order_by(Category.position, Product.id)
        .limit(MAX_PRODUCTS)
    )
    if category:
        wanted = wanted.where(Product.category_id == category)
    found = session.scalars(wanted)
    words = (query or "").casefold().split()
    return [_product(product) for product in found if _matches(product, words)]


def product_json(session: Session, product_id: str) -> dict[str, Any]:
    """One product with its variants. Raises NotFound."""
    product = session.get(Product, product_id)
    if product is None or not product.active:
        raise NotFound("The shop has no such product.")
    return {
        **_product(product),
        "attributes": product.attributes,
        "variants": [_variant(variant) for variant in product.variants],
    }


def personas_json(session: Session) -> list[dict[str, Any]]:
    """Six customers to shop as: those made for it, else the first ones of the shop."""
    chosen = _personas(session)
    return [
        {
            "customer_id": customer.id,
            "name": f"{customer.first_name} {customer.last_name}".strip() or customer.id,
            "about": customer.attributes.get("blurb"),
        }
        for customer in chosen
    ]


def require_persona(session: Session, customer_id: str) -> None:
    """Raise NotFound unless one may shop as this customer."""
    if customer_id not in {customer.id for customer in _personas(session)}:
        raise NotFound("One cannot shop as this customer.")


def _personas(session: Session) -> Sequence[Customer]:
    made = select(Customer).where(Customer.attributes["persona"].as_boolean().is_(True))
    chosen = session.scalars(made.order_by(Customer.id).limit(PERSONAS)).all()
    return chosen or session.scalars(select(Customer).order_by(Customer.id).limit(PERSONAS)).all()


def _matches(product: Product, words: list[str]) -> bool:
    haystack = " ".join([*product.name.values(), product.brand or "", *product.tags]).casefold()
    return all(word in haystack for word in words)


def _product(product: Product) -> dict[str, Any]:
    prices = [variant.price_cents for variant in product.variants]
    buyable = [variant.price_cents for variant in product.variants if _available(variant)]
    return {
        "id": product.id,
        "name": product.name,
        "description": product.description,
        "category": {"id": product.category.id, "name": product.category.name},
        "brand": product.brand,
        "price_cents": min(buyable or prices, default=0),
        "available": bool(buyable),
        "image": product.attributes.get("image"),
        "tags": product.tags,
    }


def _variant(variant: Variant) -> dict[str, Any]:
    return {
        "id": variant.id,
        "options": variant.options,
        "price_cents": variant.price_cents,
        "available": _available(variant),
        "stock": variant.stock,
    }


def _available(variant: Variant) -> bool:
    return variant.available and variant.stock != 0
