"""The shop of the dialogue tests: real articles, a small catalogue, customers made for each test."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import yaml
from sqlalchemy.orm import Session

from engine.settings import ROOT
from engine.store import Database
from engine.store.tables import Article, Customer, Order, Product, Shipment, Variant
from engine.store.types import utc_now
from tests.builders import add_category, add_customer, add_event, add_order, add_shop

_number = count(1)

Row = tuple[str, str, str, str, Sequence[tuple[dict[str, str], int, int]]]
"""Id, English and Chinese name, category; options, price and stock of each variant."""

CATALOGUE: Sequence[Row] = (
    ("desk-lamp", "Desk Lamp", "台灯", "lighting", (
        ({"color": "black", "power": "battery"}, 4500, 90),
        ({"color": "white", "power": "usb"}, 4500, 90),
        ({"color": "silver", "power": "usb"}, 5200, 0),
    )),
    ("water-bottle", "Water Bottle", "水壶", "outdoor", (
        ({"size": "500ml", "color": "blue"}, 2000, 90),
        ({"size": "1000ml", "color": "blue"}, 2600, 90),
    )),
    ("hiking-boots", "Hiking Boots", "登山靴", "outdoor", (
        ({"size": "8", "color": "brown"}, 12000, 90),
        ({"size": "9", "color": "brown"}, 12000, 90),
        ({"size": "10", "color": "brown"}, 12000, 0),
    )),
    ("garden-hose", "Garden Hose", "花园水管", "outdoor", (({"length": "25ft"}, 8300, 90),)),
    ("tea-kettle", "Tea Kettle", "茶壶", "kitchen", (({"size": "1 litre"}, 9800, 90),)),
    ("espresso-machine", "Espresso Machine", "咖啡机", "kitchen", (({"pressure": "9 bar"}, 29000, 90),)),
    ("wall-clock", "Wall Clock", "挂钟", "lighting", (({"color": "white"}, 1900, 0),)),
)  # fmt: skip

CATEGORIES = {"lighting": "灯具", "outdoor": "户外", "kitchen": "厨房"}


def furnish(database: Database) -> None:
    """Shop, catalogue, articles and a little history to recommend from."""
    with database.session() as session:
        add_shop(session, policy="tau-retail")
        for id_, chinese in CATEGORIES.items():
            add_category(session, id_, id_.title(), chinese)
        for product in CATALOGUE:
            _add_product(session, product)
        for path in sorted((ROOT / "data" / "articles").glob("*.yml")):
            session.add(_article(path.stem, yaml.safe_load(path.read_text())))
        for n in range(12):
            shopper = add_customer(session, f"shopper-{n}", postcode=None)
            for product in ("water-bottle", "hiking-boots", "garden-hose")[: 2 + n % 2]:
                add_event(session, "purchase", shopper.id, product, value=1)


def new_customer(
    session: Session, *, first_name: str = "Noah", last_name: str = "Brown", gift_card: bool = True
) -> Customer:
    """A customer whom no other test knows, with a postcode of their own."""
    n = next(_number)
    customer = add_customer(
        session,
        f"customer-{n}",
        first_name=first_name,
        last_name=last_name,
        email=f"person{n}@example.com",
        postcode=f"{70000 + n}",
    )
    if not gift_card:
        customer.payment_methods = [m for m in customer.payment_methods if m.kind != "gift_card"]
    session.flush()
    return customer


def new_order(
    session: Session,
    customer: Customer,
    status: str,
    *lines: str,
    placed_at: datetime | None = None,
    tracking: str | None = None,
    paid_with: str = "card",
) -> Order:
    """An order of one piece each of these variants ("desk-lamp-0"), without dates unless given."""
    chosen = lines or ("desk-lamp-0", "water-bottle-0")
    total = sum(session.get_one(Variant, line).price_cents for line in chosen)
    number = f"W{8000000 + next(_number)}"
    order = add_order(
        session,
        customer.id,
        id=number,
        status=status,
        lines=[(line, 1) for line in chosen],
        placed_at=placed_at,
        paid={f"{customer.id}-{paid_with}": total},
    )
    order.delivered_at = None
    order.shipments = [Shipment(id=f"{number}-s", tracking_number=tracking, line_ids=[])] if tracking else []
    session.flush()
    return order


def days_ago(days: int) -> datetime:
    return utc_now() - timedelta(days=days)


def _add_product(session: Session, row: Row) -> None:
    id_, english, chinese, category, variants = row
    product = Product(
        id=id_,
        category_id=category,
        name={"en": english, "zh": chinese},
        description={"en": f"{english} for every day.", "zh": f"日常用的{chinese}。"},
        attributes={"material": {"en": "steel", "zh": "钢"}},
    )
    product.variants = [
        Variant(id=f"{id_}-{n}", position=n, options=options, price_cents=cents, stock=stock)
        for n, (options, cents, stock) in enumerate(variants)
    ]
    session.add(product)
    session.flush()


def _article(slug: str, content: dict[str, Any]) -> Article:
    return Article(
        id=slug,
        topics=content["topics"],
        title=content["title"],
        questions=content.get("questions", {}),
        answer=content["answer"],
        body=content.get("body", {}),
    )
