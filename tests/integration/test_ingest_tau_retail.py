"""Import of the real tau-bench retail files."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from engine.errors import Conflict
from engine.events.ingest import ingest
from engine.orders.service import cancel_order, find_order
from engine.store import Database
from engine.store.tables import Article, Customer, Event, Order, PaymentMethod, Product, Shop, Variant
from tests.integration.ingest_shop import ShopFolder, everything
from tests.needed import needed

ROOT = Path(__file__).parents[2]
TAU = Path(os.environ.get("ATTUNE_DATA", ROOT / ".." / "shared" / "data")) / "taubench_retail"

needed(TAU.is_dir(), f"the tau-bench retail files are not at {TAU} (set ATTUNE_DATA)")


def load(name: str) -> dict[str, dict[str, Any]]:
    return json.loads((TAU / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def tau(database: Database, tmp_path: Path) -> Database:
    report = ingest(database, TAU, "tau-retail", tmp_path / "rejects")
    assert {name: table.rejected for name, table in report.tables.items() if table.rejected} == {}
    return database


def test_everything_of_the_files_is_there(tau: Database) -> None:
    users, orders, products = load("users"), load("orders"), load("products")
    with tau.session(writes=False) as session:
        assert set(session.scalars(select(Customer.id))) == set(users)
        assert set(session.scalars(select(Order.id))) == {number.lstrip("#") for number in orders}
        assert set(session.scalars(select(Product.id))) == set(products)
        variants = {v.id: v for v in session.scalars(select(Variant))}
        methods = session.scalar(select(func.count()).select_from(PaymentMethod))
        shop = session.get_one(Shop, 1)
    theirs = {item: raw for product in products.values() for item, raw in product["variants"].items()}
    assert set(variants) == set(theirs)
    assert all(variants[item].price_cents == round(raw["price"] * 100) for item, raw in theirs.items())
    assert all(variants[item].available == raw["available"] for item, raw in theirs.items())
    assert methods == sum(len(user["payment_methods"]) for user in users.values())
    assert (shop.policy, shop.currency) == ("tau-retail", "USD")
    assert shop.settings["policy_text"] == (TAU / "policy.md").read_text(encoding="utf-8")


def test_orders_keep_their_lines_parcels_money_and_have_no_dates(tau: Database) -> None:
    with tau.session(writes=False) as session:
        for number, raw in load("orders").items():
            order = session.get_one(Order, number.lstrip("#"))
            assert (order.customer_id, order.status) == (raw["user_id"], raw["status"])
            assert [line.variant_id for line in order.lines] == [item["item_id"] for item in raw["items"]]
            assert order.total_cents == round(raw["payment_history"][0]["amount"] * 100)
            assert [(p.kind, p.amount_cents, p.method_id) for p in order.payments] == [
                (t["transaction_type"], round(t["amount"] * 100), t["payment_method_id"])
                for t in raw["payment_history"]
            ]
            tracking = [number for parcel in raw["fulfillments"] for number in parcel["tracking_id"]]
            assert [parcel.tracking_number for parcel in order.shipments] == tracking
            sent = [line for parcel in order.shipments for line in parcel.line_ids]
            assert len(sent) == len(set(sent)) == sum(len(f["item_ids"]) for f in raw["fulfillments"])
            assert order.placed_at is None
            assert order.delivered_at is None


def test_products_have_chinese_names_and_categories(tau: Database) -> None:
    with tau.session(writes=False) as session:
        products = session.scalars(select(Product)).all()
        assert all(set(product.name) == {"en", "zh"} for product in products)
        assert "other" not in {product.category_id for product in products}
        terms = session.get_one(Shop, 1).settings["terms"]["zh"]
        options = {name for variant in session.scalars(select(Variant)) for name in variant.options}
        assert session.scalar(select(func.count()).select_from(Article)) >= 10
    assert options <= set(terms)


def test_purchases_of_orders_that_stand_are_in_the_log_without_a_date(tau: Database) -> None:
    expected = {
        f"order:{number.lstrip('#')}:{position}"
        for number, raw in load("orders").items()
        if raw["status"] != "cancelled"
        for position, _ in enumerate(raw["items"], 1)
    }
    with tau.session(writes=False) as session:
        events = session.scalars(select(Event)).all()
    assert {event.id for event in events} == expected
    assert all(event.type == "purchase" and event.at is None for event in events)


def test_importing_twice_changes_nothing(tau: Database, tmp_path: Path) -> None:
    before = everything(tau)
    ingest(tau, TAU, "tau-retail", tmp_path / "rejects")
    assert everything(tau) == before


def test_an_order_cancelled_here_stays_cancelled_when_imported_again(tau: Database, tmp_path: Path) -> None:
    with tau.session() as session:
        order = session.scalars(select(Order).where(Order.status == "pending").order_by(Order.id)).first()
        assert order is not None
        cancel_order(session, order.customer_id, order.id, "no_longer_needed", key="test:cancel")
    before = everything(tau)
    report = ingest(tau, TAU, "tau-retail", tmp_path / "rejects")
    assert everything(tau) == before
    assert report.tables["orders"].kept == 1
    with tau.session(writes=False) as session:
        assert find_order(session, order.customer_id, order.id).status == "cancelled"


def test_a_second_shop_is_refused(tau: Database, tmp_path: Path) -> None:
    folder = ShopFolder(tmp_path / "corner")
    before = everything(tau)
    with pytest.raises(Conflict, match="Tau Retail"):
        ingest(tau, folder.path, "attune", tmp_path / "rejects")
    assert everything(tau) == before
