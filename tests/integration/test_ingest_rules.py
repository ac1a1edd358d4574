"""Who wins when a shop's files are imported again."""

import copy
from pathlib import Path

import pytest
from sqlalchemy import select

from engine.events.ingest import ingest
from engine.events.quality import QualityReport
from engine.store import Database
from engine.store.tables import Customer, Event, Order, Product, Shipment, Shop, Variant
from tests.integration.ingest_shop import CUSTOMERS, GREEN, ORDERS, ShopFolder, everything


@pytest.fixture
def folder(tmp_path: Path) -> ShopFolder:
    return ShopFolder(tmp_path / "corner")


@pytest.fixture
def bring(database: Database, folder: ShopFolder, tmp_path: Path):
    """Import the folder as it is now."""

    def run() -> QualityReport:
        return ingest(database, folder.path, "attune", tmp_path / "rejects")

    return run


def test_csv_files_become_customers_orders_and_events(database: Database, bring) -> None:
    bring()
    with database.session(writes=False) as session:
        shop = session.get_one(Shop, 1)
        assert (shop.currency, shop.policy, shop.settings["motto"]) == ("EUR", "standard", "small")
        assert session.get_one(Customer, "ann").email == "ann@example.com"
        order = session.get_one(Order, "B1000001")
        assert order.total_cents == 2 * 790 + 1405
        assert [line.name["zh"] for line in order.lines] == ["绿茶", "绿茶"]
        assert (
            [line.id for line in order.lines] == order.shipments[0].line_ids == ["B1000001-1", "B1000001-2"]
        )
        assert session.get_one(Event, "s1").data == {"query": "绿茶"}
        assert session.get_one(Event, "order:B1000001:1").value == 2
        assert session.get_one(Product, "green").attributes["weight"] == {"en": "50 g", "zh": "50 g"}
        assert session.get_one(Variant, "green-100g").available is False


def test_importing_twice_changes_nothing(database: Database, bring) -> None:
    bring()
    before = everything(database)
    report = bring()
    assert everything(database) == before
    assert all(table.unchanged == table.read for table in report.tables.values())


def test_an_order_moves_on_with_its_source(database: Database, folder: ShopFolder, bring) -> None:
    bring()
    folder.text(
        "orders.csv", ORDERS.replace("B1000002,bo,pending", "B1000002,bo,shipped").replace(",,\n", ",,T2\n")
    )
    report = bring()
    assert (report.tables["orders"].updated, report.tables["orders"].unchanged) == (1, 1)
    with database.session(writes=False) as session:
        order = session.get_one(Order, "B1000002")
        assert (order.status, order.version) == ("shipped", 1)
        assert [parcel.tracking_number for parcel in order.shipments] == ["T2"]
        assert len(session.scalars(select(Shipment)).all()) == 2


def test_an_order_changed_here_keeps_our_state(database: Database, folder: ShopFolder, bring) -> None:
    bring()
    with database.session() as session:
        session.get_one(Order, "B1000002").status = "cancelled"
    folder.text("orders.csv", ORDERS.replace("B1000002,bo,pending", "B1000002,bo,shipped"))
    report = bring()
    assert report.tables["orders"].kept == 1
    with database.session(writes=False) as session:
        assert session.get_one(Order, "B1000002").status == "cancelled"


def test_prices_follow_the_source_and_stock_is_counted_here(
    database: Database, folder: ShopFolder, bring
) -> None:
    bring()
    with database.session() as session:
        session.get_one(Variant, "green-50g").stock = 3
    dearer = copy.deepcopy(GREEN)
    dearer["variants"][0]["price"] = 8.50
    folder.products(dearer)
    report = bring()
    assert report.tables["variants"].updated == 1
    with database.session(writes=False) as session:
        variant = session.get_one(Variant, "green-50g")
        assert (variant.price_cents, variant.stock) == (850, 3)


def test_a_customer_changed_here_is_overwritten_only_when_the_source_changed(
    database: Database, folder: ShopFolder, bring
) -> None:
    bring()
    with database.session() as session:
        ann = session.get_one(Customer, "ann")
        ann.email = "ann.new@example.com"
        ann.attributes = {**ann.attributes, "consent": True}
    bring()
    with database.session(writes=False) as session:
        assert session.get_one(Customer, "ann").email == "ann.new@example.com"
    folder.text("customers.csv", CUSTOMERS.replace("Ann,Moe", "Anna,Moe"))
    bring()
    with database.session(writes=False) as session:
        ann = session.get_one(Customer, "ann")
        assert (ann.first_name, ann.email, ann.attributes["consent"]) == ("Anna", "ann@example.com", True)
