"""A small shop as an "attune" folder on disk, and what an import left in a database."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import select

from engine.store import Database
from engine.store.tables import Base

SHOP: dict[str, Any] = {
    "name": {"en": "Corner Shop", "zh": "街角小店"},
    "currency": "EUR",
    "categories": [{"id": "tea", "name": {"en": "Tea", "zh": "茶"}}],
    "motto": "small",
}
GREEN: dict[str, Any] = {
    "id": "green",
    "name": {"en": "Green Tea", "zh": "绿茶"},
    "attributes": {"weight": "50 g", "origin": {"en": "Japan", "zh": "日本"}},
    "variants": [
        {"id": "50g", "options": {"size": "50 g"}, "price": 7.90, "stock": 12},
        {"id": "100g", "options": {"size": "100 g"}, "price": 14.05, "stock": 0},
    ],
}
ARTICLE: dict[str, Any] = {
    "topics": ["shipping_cost"],
    "title": {"en": "Shipping", "zh": "运费"},
    "questions": {"en": ["How much is shipping?"], "zh": ["运费多少？"]},
    "answer": {"en": "It costs €4.", "zh": "4 欧元。"},
}
CUSTOMERS = """id,email,first_name,last_name,language,postcode,created_at
ann,Ann@Example.com,Ann,Moe,en,1010,2026-01-02T10:00:00
bo,bo@example.com,波,李,zh,1020,2026-02-02T10:00:00+08:00
"""
ORDERS = """order_id,customer_id,status,variant_id,quantity,unit_price,placed_at,delivered_at,tracking
B1000001,ann,delivered,green-50g,2,7.90,2026-03-01T09:00:00,2026-03-04T09:00:00,T1
B1000001,ann,delivered,green-100g,1,14.05,2026-03-01T09:00:00,2026-03-04T09:00:00,T1
B1000002,bo,pending,green-50g,1,7.90,2026-03-05T09:00:00,,
"""
EVENTS = """id,type,customer_id,at,product_id,value,query
v1,view,ann,2026-02-28T09:00:00,green,,
s1,search,bo,2026-03-04T09:00:00,,,绿茶
r1,rating,ann,2026-03-09T09:00:00,green,5,
"""


class ShopFolder:
    """The folder; its parts can be changed between imports."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for name in ("catalogue", "articles"):
            (path / name).mkdir(parents=True)
        self.yaml("shop.yml", SHOP)
        self.products(GREEN)
        self.yaml("articles/shipping.yml", ARTICLE)
        self.text("customers.csv", CUSTOMERS)
        self.text("orders.csv", ORDERS)
        self.text("events.csv", EVENTS)

    def products(self, *products: dict[str, Any]) -> None:
        self.yaml("catalogue/tea.yml", {"category": "tea", "products": list(products)})

    def yaml(self, name: str, value: object) -> None:
        with (self.path / name).open("w", encoding="utf-8") as file:
            YAML(typ="safe").dump(value, file)

    def text(self, name: str, text: str) -> None:
        (self.path / name).write_text(text, encoding="utf-8")


def everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in a fixed order: what "changes nothing" is measured by.

    The journal of imports is left out: it says that there was an import, whatever that changed.
    """
    with database.session(writes=False) as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
            if table.name != "imports"
        }
