"""The tau-bench retail shop: products.json, users.json, orders.json and policy.md.

Its orders carry no dates, so `placed_at` and all other moments stay NULL, and so do those of the
purchases; nothing is invented. Orders keep their numbers (without '#'), which is their stable order.
The files have no categories and no Chinese: both come from data/tau_retail.yml. The articles, in
data/articles_tau, say what policy.md says.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast

from engine.errors import Invalid
from engine.events.adapters.articles import add_articles
from engine.events.adapters.money import cents
from engine.events.adapters.tau_retail_models import TauMethod, TauNames, TauProduct, TauUser, TauVariant
from engine.events.adapters.tau_retail_orders import add_orders
from engine.events.adapters.tau_retail_rows import address_row, localized_options
from engine.events.reading import parse, parse_file, read_json, read_text, read_yaml
from engine.events.source import Row, Source
from engine.settings import ROOT

NAMES = ROOT / "data" / "tau_retail.yml"
ARTICLES = ROOT / "data" / "articles_tau"
OTHER = "other"


def read_tau_retail(folder: Path, _today: date) -> Source:
    """The whole shop. Raises Invalid where a file is absent, is not JSON or is not an object of records."""
    names = parse_file(TauNames, NAMES, read_yaml(NAMES))
    files = {name: _records(folder / f"{name}.json") for name in ("products", "users", "orders")}
    source = Source("tau-retail", shop=_shop_row(names, read_text(folder / "policy.md")))
    source.categories = [
        {"id": category, "name": name, "position": place}
        for place, (category, name) in enumerate(names.categories.items())
    ]
    _add_products(source, str(folder / "products.json"), files["products"], names)
    _add_users(source, str(folder / "users.json"), files["users"])
    products = {record.row["id"]: record.row for record in source.records["products"]}
    add_orders(source, str(folder / "orders.json"), files["orders"], products)
    add_articles(source, ARTICLES)
    return source


def _shop_row(names: TauNames, policy: str) -> Row:
    settings = {
        "source": "tau-retail",
        "terms": {"zh": names.terms},
        "policy_text": policy,
        "timezone": "EST",
    }
    return {"name": names.shop, "currency": "USD", "policy": "tau-retail", "settings": settings}


def _records(path: Path) -> dict[str, Any]:
    value = read_json(path)
    if not isinstance(value, dict):
        raise Invalid(f"{path} is not an object of records by id.")
    return cast("dict[str, Any]", value)


def _add_products(source: Source, file: str, records: dict[str, Any], names: TauNames) -> None:
    for label, raw in records.items():
        product = parse(TauProduct, raw)
        if isinstance(product, str):
            source.reject("products", file, label, product)
            continue
        source.add("products", file, label, _product_row(product, names))
        for place, variant in enumerate(product.variants.values()):
            source.add("variants", file, variant.item_id, _variant_row(product.product_id, place, variant))


def _product_row(product: TauProduct, names: TauNames) -> Row:
    category, chinese = names.products.get(product.name, (OTHER, ""))
    options = localized_options((v.options for v in product.variants.values()), names.terms)
    return {
        "id": product.product_id,
        "category_id": category,
        "name": {"en": product.name, **({"zh": chinese} if chinese else {})},
        "description": {language: _sentence(options, language, names.terms) for language in ("en", "zh")},
        "brand": None,
        "attributes": options,
        "tags": [],
        "active": True,
        "variants": len(product.variants),
    }


def _variant_row(product_id: str, place: int, variant: TauVariant) -> Row:
    return {
        "id": variant.item_id,
        "product_id": product_id,
        "position": place,
        "options": variant.options,
        "price_cents": cents(variant.price),
        "available": variant.available,
        "stock": None,
    }


def _sentence(options: Row, language: str, terms: Mapping[str, str]) -> str:
    """What the options leave to choose, as a text: the files say no more about a product."""
    if language == "en":
        return " ".join(f"{name.capitalize()}: {values['en']}." for name, values in options.items())
    return "".join(f"{terms.get(name, name)}：{values['zh']}。" for name, values in options.items())


def _add_users(source: Source, file: str, records: dict[str, Any]) -> None:
    for user_id, raw in records.items():
        user = parse(TauUser, raw)
        if isinstance(user, str):
            source.reject("customers", file, user_id, user)
            continue
        source.add("customers", file, user_id, _customer_row(user_id, user))
        for method in _methods(user_id, user.payment_methods.values()):
            source.add("payment_methods", file, method["id"], method)


def _customer_row(user_id: str, user: TauUser) -> Row:
    return {
        "id": user_id,
        "email": user.email.strip().lower(),
        "phone": None,
        "first_name": user.name.first_name,
        "last_name": user.name.last_name,
        "postcode": user.address.zip,
        "address": address_row(user.address),
        "language": "en",
        "created_at": None,
        "attributes": {},
    }


def _methods(user_id: str, methods: Iterable[TauMethod]) -> list[Row]:
    return [
        {
            "id": method.id,
            "customer_id": user_id,
            "kind": method.source,
            "brand": method.brand,
            "last_four": method.last_four,
            "balance_cents": None if method.balance is None else cents(method.balance),
        }
        for method in methods
    ]
