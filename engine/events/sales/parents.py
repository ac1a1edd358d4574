"""What lines refer to, the customers and products, written where they are new."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.events.ingest_rows import insert_rows
from engine.events.sales.line import Line, Refusal
from engine.events.sales.recipe import Recipe
from engine.events.source import Row
from engine.store.base import Base
from engine.store.tables import Customer, Product, Variant

REMEMBERED = 50_000
"""Customers and products that are known without asking; beyond it, one begins anew."""
ADDRESS = ("line1", "line2", "city", "region", "country", "postcode")
_NO_SLUG = re.compile(r"[^a-z0-9]+")


class Parents:
    """Customers and products of one import."""

    def __init__(self, session: Session, recipe: Recipe, merged: Mapping[str, str]) -> None:
        """merged: the customers who go by another id here."""
        self._session, self._recipe, self._merged = session, recipe, merged
        self._customers: set[str] = set()
        self._products: dict[str, Row] = {}
        self.created: Counter[str] = Counter()

    def customer(self, line: Line) -> str | None:
        """See `Names`."""
        return None if line.customer is None else self._merged.get(line.customer, line.customer)

    def product_id(self, line: Line) -> str:
        """See `Names`."""
        return str(self._products[line.item]["id"])

    def product_name(self, line: Line) -> dict[str, str]:
        """See `Names`."""
        return self._products[line.item]["name"]

    def address(self, line: Line) -> dict[str, str]:
        """See `Names`."""
        return {"country": line.country} if line.country else {}

    def write(self, lines: Sequence[Line], refused: list[tuple[Line, Refusal]]) -> list[Line]:
        """Write whom and what these lines name for the first time; the lines whose product is known."""
        self._write_customers(lines)
        self._write_products(lines)
        column = self._recipe.columns.item
        taken: list[Line] = []
        for line in lines:
            if line.item in self._products:
                taken.append(line)
            else:
                reason = f"{line.item} is not among the products"
                refused.append((line, Refusal("item.unknown", column, reason)))
        return taken

    def _write_customers(self, lines: Sequence[Line]) -> None:
        if len(self._customers) > REMEMBERED:
            self._customers.clear()
        first: dict[str, Line] = {}
        for line in lines:
            customer = self.customer(line)
            if customer is not None and customer not in self._customers:
                first.setdefault(customer, line)
        here = _here(self._session, Customer, list(first))
        rows = [
            customer_row(customer, line.country, self._recipe)
            for customer, line in first.items()
            if customer not in here
        ]
        insert_rows(self._session, Customer, rows)
        self.created["customers"] += len(rows)
        self._customers |= first.keys()

    def _write_products(self, lines: Sequence[Line]) -> None:
        if len(self._products) > REMEMBERED:
            self._products.clear()
        items = {line.item: line for line in lines if line.item not in self._products}
        if self._recipe.product is None:
            rows = self._session.execute(select(Product.id, Product.name).where(Product.id.in_(list(items))))
            self._products |= {row.id: {"id": row.id, "name": row.name} for row in rows}
            return
        rows = {item: product_row(item, self._recipe.product(item)) for item in items}
        here = _here(self._session, Product, [row["id"] for row in rows.values()])
        new = {row["id"]: (row, items[item]) for item, row in rows.items() if row["id"] not in here}
        insert_rows(self._session, Product, [row for row, _ in new.values()])
        insert_rows(
            self._session, Variant, [variant_row(id, line.unit_cents) for id, (_, line) in new.items()]
        )
        self.created["products"] += len(new)
        self._products |= rows


def product_row(item: str, product: Row) -> Row:
    """The product that a line's text names. Its id is fit for addresses, unique by a digest of the text."""
    digest = blake2b(item.encode(), digest_size=3).hexdigest()
    slug = _NO_SLUG.sub("-", item.lower()).strip("-")[:50].strip("-")
    return {
        "id": f"{slug}-{digest}" if slug else digest,
        "name": {"en": item},
        "description": {},
        "brand": None,
        "attributes": {},
        "tags": [],
        "active": True,
        **product,
    }


def variant_row(product_id: str, unit_cents: int | None) -> Row:
    """The one variant of a product that is sold as it is; priced as first seen until the import ends."""
    return {
        "id": product_id,
        "product_id": product_id,
        "position": 0,
        "options": {},
        "price_cents": unit_cents or 0,
        "available": True,
        "stock": None,
    }


def customer_row(customer: str, country: str | None, recipe: Recipe, **attributes: Any) -> Row:
    """A customer of whom the table says little more than the id."""
    address = dict.fromkeys(ADDRESS, "") | {"country": country or ""}
    return {
        "id": customer,
        "email": None,
        "phone": None,
        "first_name": "",
        "last_name": "",
        "postcode": None,
        "address": address,
        "language": recipe.language,
        "created_at": None,
        "attributes": {"source": recipe.format, **attributes},
    }


def _here(session: Session, model: type[Base], ids: Sequence[str]) -> set[str]:
    column = model.__table__.c.id
    found: set[str] = set()
    for start in range(0, len(ids), 5_000):
        found |= set(session.scalars(select(column).where(column.in_(ids[start : start + 5_000]))))
    return found
