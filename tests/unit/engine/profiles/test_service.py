"""A customer in figures."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.orders.service import cancel_order, return_items
from engine.profiles.service import profile_of
from tests.builders import NOW, add_customer, add_event, add_order, add_product, add_shop


@pytest.fixture
def shop(session: Session) -> Session:
    add_shop(session, "tau-retail")
    add_product(session, "lamp")
    add_product(session, "chair", category="furniture", prices=(9000,))
    add_customer(session, language="zh")
    return session


def test_profile_counts_orders_money_and_taste(shop: Session) -> None:
    add_order(shop, status="delivered", placed_at=NOW - timedelta(days=7, hours=5))
    add_order(shop, status="shipped", lines=[("chair-0", 1)], placed_at=NOW - timedelta(days=30))
    add_event(shop, "purchase", product_id="lamp", value=3.0)
    add_event(shop, "purchase", product_id="chair", value=1.0)
    for _ in range(5):
        add_event(shop, "view", product_id="chair")
    add_event(shop, "search", data={"text": "lamp"})
    profile = profile_of(shop, "mei", NOW)
    assert (profile.name, profile.language) == ("Mei Li", "zh")
    assert (profile.orders, profile.open_orders, profile.spent_cents) == (2, 1, 11_500)
    assert profile.recency_days == 7
    assert (profile.views, profile.searches) == (5, 1)
    assert [(one.id, one.share) for one in profile.favourite_categories] == [
        ("lighting", pytest.approx(0.6)),
        ("furniture", pytest.approx(0.4)),
    ]
    assert profile.favourite_categories[0].name["en"] == "Lighting"
    assert (profile.returns, profile.return_rate) == (0, 0.0)


def test_return_counts_and_a_cancelled_order_does_not(shop: Session) -> None:
    back = add_order(shop, status="delivered")
    stopped = add_order(shop, status="pending", lines=[("chair-0", 1)])
    for order, product in ((back, "lamp"), (stopped, "chair")):
        add_event(shop, "purchase", product_id=product, value=1.0, data={"order_id": order.id})
    return_items(shop, "mei", back.id, [f"{back.id}-0"], key="k1")
    cancel_order(shop, "mei", stopped.id, "no_longer_needed", key="k2")
    profile = profile_of(shop, "mei", NOW)
    assert (profile.returns, profile.return_rate) == (1, 0.5)
    assert (profile.orders, profile.spent_cents) == (1, 2500)


def test_customer_who_did_nothing_has_no_invented_figures(shop: Session) -> None:
    profile = profile_of(shop, "mei")
    assert (profile.orders, profile.spent_cents, profile.returns) == (0, 0, 0)
    assert (profile.last_order_at, profile.recency_days, profile.return_rate) == (None, None, None)
    assert profile.favourite_categories == []


def test_unknown_customer_is_not_found(shop: Session) -> None:
    with pytest.raises(NotFound):
        profile_of(shop, "nobody")
