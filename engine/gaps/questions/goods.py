"""Brand and price of products: what likes of brands and budgets are seen by."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.store.tables import Product, Variant


@dataclass(frozen=True)
class Good:
    """brand: in lower case, "" for none. cents: of the cheapest variant; None: not known."""

    brand: str
    cents: int | None


def read_goods(session: Session, products: Collection[str] | None = None) -> dict[str, Good]:
    """By product, all or these."""
    query = (
        select(Product.id, Product.brand, func.min(Variant.price_cents))
        .outerjoin(Variant, Variant.product_id == Product.id)
        .group_by(Product.id, Product.brand)
    )
    if products is not None:
        query = query.where(Product.id.in_(products))
    return {id_: Good((brand or "").casefold(), cents) for id_, brand, cents in session.execute(query)}


def brand_names(session: Session) -> Mapping[str, str]:
    """The brands of what is on sale, as they are written, by their lower case."""
    query = select(Product.brand).where(Product.active, Product.brand.is_not(None)).distinct()
    return {brand.casefold(): brand for brand in session.scalars(query.order_by(Product.brand)) if brand}
