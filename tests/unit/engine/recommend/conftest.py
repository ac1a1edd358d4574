"""A small shop in which lamps go with bulbs and chairs with cushions."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.builders import NOW, add_customer, add_event, add_product, add_shop


@pytest.fixture
def shop(session: Session) -> Session:
    fill_shop(session)
    return session


def fill_shop(session: Session) -> None:
    """Six products, twelve customers who bought a pair each, and mei."""
    add_shop(session)
    add_product(session, "lamp", "Desk Lamp", zh="台灯", tags=["desk"])
    add_product(session, "bulb", "Bulb", zh="灯泡", tags=["desk"], prices=(500,))
    add_product(session, "chair", "Chair", zh="椅子", category="furniture")
    add_product(session, "cushion", "Cushion", zh="靠垫", category="furniture")
    add_product(session, "tea", "Tea", zh="茶", category="tea", tags=["consumable"])
    add_product(session, "kettle", "Kettle", zh="水壶", category="tea")
    for n in range(12):
        customer = add_customer(session, f"c{n}").id
        pair = ("lamp", "bulb") if n % 2 else ("chair", "cushion")
        for product in pair:
            buy(session, customer, product, days_ago=n)
    add_customer(session)


def buy(
    session: Session, customer: str, product: str, *, days_ago: int | None = 0, order: str | None = None
) -> None:
    """One purchase; `days_ago` None: the log does not say when."""
    at = None if days_ago is None else NOW - timedelta(days=days_ago)
    number = order or f"{customer}-{product}-{days_ago}"
    add_event(session, "purchase", customer, product, at=at, value=1.0, data={"order_id": number})
