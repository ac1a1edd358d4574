"""The "attune" format: a folder with shop.yml, catalogue/, articles/, and the shop's past.

The past is either made up from generator.yml or read from customers, orders and events, each .csv, .jsonl or
.parquet.
"""

from datetime import date
from pathlib import Path

from engine.errors import Invalid
from engine.events.adapters.articles import add_articles
from engine.events.adapters.attune_models import (
    LEVELS,
    CatalogueFile,
    ProductRecord,
    ShopFile,
    TermsFile,
    VariantRecord,
)
from engine.events.adapters.attune_past import add_past
from engine.events.adapters.money import cents
from engine.events.purchases import purchase_events
from engine.events.reading import parse, parse_file, read_yaml
from engine.events.source import Row, Source
from engine.shop.generator import make_up
from engine.shop.model import Plan, SaleProduct, SaleVariant

GENERATOR = "generator.yml"
TERMS = "terms.yml"


def read_attune(folder: Path, today: date) -> Source:
    """The whole folder. Raises Invalid where a file is absent or cannot be read."""
    path = folder / "shop.yml"
    shop = parse_file(ShopFile, path, read_yaml(path))
    source = Source("attune")
    products = _add_catalogue(source, folder / "catalogue", {category.id for category in shop.categories})
    add_articles(source, folder / "articles")
    made_up = (folder / GENERATOR).is_file()
    source.shop = _shop_row(shop, folder, today if made_up else None)
    source.categories = [
        {"id": category.id, "name": category.name, "position": place}
        for place, category in enumerate(shop.categories)
    ]
    if made_up:
        _add_made_up(source, folder / GENERATOR, products, shop.currency, today)
    else:
        add_past(source, folder, shop.currency)
    return source


def _shop_row(shop: ShopFile, folder: Path, today: date | None) -> Row:
    extra = dict(shop.model_extra or {})
    extra["source"] = f"attune:{shop.name.get('en') or next(iter(shop.name.values()))}"
    terms = folder / "catalogue" / TERMS
    if terms.is_file():
        extra["terms"] = parse_file(TermsFile, terms, read_yaml(terms)).model_dump()
    if today is not None:
        extra["today"] = today.isoformat()
    return {"name": shop.name, "currency": shop.currency, "policy": shop.policy, "settings": extra}


def _add_catalogue(source: Source, folder: Path, categories: set[str]) -> list[SaleProduct]:
    paths = [path for path in sorted(folder.glob("*.yml")) if path.name != TERMS]
    if not paths:
        raise Invalid(f"{folder} holds no catalogue (one .yml file a category).")
    on_sale: list[SaleProduct] = []
    for path in paths:
        catalogue = parse_file(CatalogueFile, path, read_yaml(path))
        if catalogue.category not in categories:
            raise Invalid(f"{path}: the category {catalogue.category} is not in shop.yml.")
        for place, raw in enumerate(catalogue.products, 1):
            label = str(raw.get("id", f"product {place}"))
            product = parse(ProductRecord, raw)
            if isinstance(product, str):
                source.reject("products", str(path), label, product)
            else:
                on_sale.append(_add_product(source, str(path), catalogue.category, product))
    return on_sale


def _add_product(source: Source, file: str, category: str, product: ProductRecord) -> SaleProduct:
    attributes = dict(product.attributes)
    if product.level is not None:
        attributes["price_level"] = LEVELS[product.level]
    variants = [_variant_row(product.id, place, variant) for place, variant in enumerate(product.variants)]
    row = {
        "id": product.id,
        "category_id": category,
        "name": product.name,
        "description": product.description,
        "brand": product.brand,
        "attributes": attributes,
        "tags": product.tags,
        "active": True,
        "variants": len(variants),
    }
    source.add("products", file, product.id, row)
    for variant in variants:
        source.add("variants", file, variant["id"], variant)
    sold = tuple(SaleVariant(v["id"], v["options"], v["price_cents"], v["stock"]) for v in variants)
    return SaleProduct(product.id, category, product.name, frozenset(product.tags), product.refill_days, sold)


def _variant_row(product_id: str, place: int, variant: VariantRecord) -> Row:
    return {
        "id": f"{product_id}-{variant.id}",
        "product_id": product_id,
        "position": place,
        "options": variant.options,
        "price_cents": cents(variant.price),
        "available": variant.stock != 0,
        "stock": variant.stock,
    }


def _add_made_up(source: Source, path: Path, products: list[SaleProduct], currency: str, today: date) -> None:
    made = make_up(parse_file(Plan, path, read_yaml(path)), products, currency, today)
    file = str(path)
    rows = {
        "customers": made.customers,
        "payment_methods": made.methods,
        "orders": made.orders,
        "events": made.events,
    }
    for table, parts in rows.items():
        for row in parts:
            source.add(table, file, row["id"], row)
    for order in made.orders:
        for event in purchase_events(order):
            source.add("events", file, event["id"], event)
