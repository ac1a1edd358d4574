"""Small builders of rows; every argument has a default that makes a whole, lifelike row."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from engine.store.tables import (
    Article,
    Category,
    Customer,
    Event,
    Order,
    OrderLine,
    Payment,
    PaymentMethod,
    Product,
    Shipment,
    Shop,
    Variant,
)

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
_numbers = count(1)


def add_shop(session: Session, policy: str = "standard", currency: str = "USD") -> Shop:
    shop = Shop(id=1, name={"en": "Test Shop", "zh": "测试商店"}, currency=currency, policy=policy)
    session.add(shop)
    session.flush()
    return shop


def add_category(session: Session, id: str = "lighting", en: str = "Lighting", zh: str = "灯具") -> Category:
    existing = session.get(Category, id)
    if existing is not None:
        return existing
    category = Category(id=id, name={"en": en, "zh": zh})
    session.add(category)
    session.flush()
    return category


def add_product(
    session: Session,
    id: str = "lamp",
    name: str | None = None,
    *,
    zh: str | None = None,
    category: str = "lighting",
    prices: Sequence[int] = (2500, 3000, 2000),
    stock: int | None = 5,
    tags: Sequence[str] = (),
    attributes: Mapping[str, Any] | None = None,
) -> Product:
    """A product with one variant a price: ids "<id>-0", "<id>-1" ..., options {"size": "0"} ..."""
    add_category(session, category, category.title(), category)
    product = Product(
        id=id,
        category_id=category,
        name={"en": name or id.replace("-", " ").title(), "zh": zh or id},
        tags=list(tags),
        attributes=dict(attributes or {}),
    )
    product.variants = [
        Variant(id=f"{id}-{n}", position=n, options={"size": str(n)}, price_cents=cents, stock=stock)
        for n, cents in enumerate(prices)
    ]
    session.add(product)
    session.flush()
    return product


def add_customer(
    session: Session,
    id: str = "mei",
    *,
    first_name: str = "Mei",
    last_name: str = "Li",
    email: str | None = None,
    postcode: str | None = "80279",
    language: str | None = "en",
    gift_card_cents: int = 10_000,
) -> Customer:
    """A customer with a card "<id>-card", a PayPal account "<id>-paypal" and a gift card "<id>-gift"."""
    customer = Customer(
        id=id,
        email=email or f"{id}@example.com",
        first_name=first_name,
        last_name=last_name,
        postcode=postcode,
        language=language,
        address={"line1": "1 Long Street", "city": "Denver", "country": "USA", "postcode": postcode},
    )
    customer.payment_methods = [
        PaymentMethod(id=f"{id}-card", kind="credit_card", brand="visa", last_four="4242"),
        PaymentMethod(id=f"{id}-paypal", kind="paypal"),
        PaymentMethod(id=f"{id}-gift", kind="gift_card", balance_cents=gift_card_cents),
    ]
    session.add(customer)
    session.flush()
    return customer


def add_order(
    session: Session,
    customer_id: str = "mei",
    *,
    id: str | None = None,
    status: str = "pending",
    lines: Sequence[tuple[str, int]] = (("lamp-0", 1),),
    paid: Mapping[str, int] | None = None,
    placed_at: datetime | None = NOW - timedelta(days=10),
    delivered_at: datetime | None = None,
) -> Order:
    """An order of (variant id, quantity) lines, paid in full by card unless `paid` says otherwise."""
    number = next(_numbers)
    order_id = id or f"W{number:07d}"
    variants = {variant_id: session.get_one(Variant, variant_id) for variant_id, _ in lines}
    total = sum(variants[variant_id].price_cents * pieces for variant_id, pieces in lines)
    order = Order(
        id=order_id,
        customer_id=customer_id,
        status=status,
        placed_at=placed_at,
        delivered_at=delivered_at or (NOW if status == "delivered" else None),
        currency="USD",
        total_cents=total,
        address={"line1": "1 Long Street", "city": "Denver", "country": "USA"},
    )
    order.lines = [
        OrderLine(
            id=f"{order_id}-{n}",
            position=n,
            product_id=variants[variant_id].product_id,
            variant_id=variant_id,
            name=session.get_one(Product, variants[variant_id].product_id).name,
            options=variants[variant_id].options,
            quantity=pieces,
            unit_price_cents=variants[variant_id].price_cents,
        )
        for n, (variant_id, pieces) in enumerate(lines)
    ]
    order.payments = [
        Payment(id=f"{order_id}-p{n}", position=n, kind="payment", amount_cents=cents, method_id=method_id)
        for n, (method_id, cents) in enumerate(
            ({f"{customer_id}-card": total} if paid is None else paid).items()
        )
    ]
    order.shipments = [Shipment(id=f"{order_id}-s", tracking_number=f"T{number}", line_ids=[])]
    session.add(order)
    session.flush()
    return order


def add_event(
    session: Session,
    type: str,
    customer_id: str | None = "mei",
    product_id: str | None = None,
    *,
    at: datetime | None = NOW,
    value: float | None = None,
    data: Mapping[str, Any] | None = None,
) -> Event:
    event = Event(
        id=f"event-{next(_numbers)}",
        type=type,
        customer_id=customer_id,
        product_id=product_id,
        at=at,
        value=value,
        data=dict(data or {}),
    )
    session.add(event)
    session.flush()
    return event


def add_article(
    session: Session,
    id: str,
    questions: Mapping[str, Sequence[str]],
    answer: Mapping[str, str],
    *,
    title: Mapping[str, str] | None = None,
    topics: Sequence[str] = (),
) -> Article:
    article = Article(
        id=id,
        topics=list(topics),
        title=dict(title or {"en": id.replace("-", " ").capitalize()}),
        questions={language: list(asked) for language, asked in questions.items()},
        answer=dict(answer),
    )
    session.add(article)
    session.flush()
    return article
