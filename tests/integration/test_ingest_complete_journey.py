"""The Complete Journey set by the same recipe: small files of its shape, and the whole set."""

import os
from pathlib import Path

import pytest
from sqlalchemy import func, select

from engine.errors import Invalid
from engine.events.quality import QualityReport
from engine.events.sales.formats import ingest_format
from engine.store import Database
from engine.store.tables import Customer, Event, Order, Product, Variant
from tests.integration.ingest_shop import everything
from tests.needed import needed

ROOT = Path(__file__).parents[2]
SET = Path(os.environ.get("ATTUNE_DATA", ROOT / ".." / "shared" / "data")) / "complete_journey"

FILES = {  # as they lie in the set
    "products.csv": "product_id,manufacturer_id,department,brand,product_category,product_type,package_size"
    """
1,69,GROCERY,Private,EGGS,EGGS - X-LARGE,A D   1 DZ
2,69,PRODUCE,National,,,
3,69,COUPON,National,COUPON/MISC ITEMS,STORE COUPON,
2,69,PRODUCE,National,FRUIT,APPLES,
""",
    "demographics.csv": "household_id,age,income,home_ownership,marital_status,household_size,"
    """household_comp,kids_count
1,65+,35-49K,Homeowner,Married,2,2 Adults No Kids,0
2,65+,35-49K,,Married,2,2 Adults No Kids,0
2,65+,35-49K,,Married,2,2 Adults No Kids,0
""",
    "campaign_descriptions.csv": """campaign_id,campaign_type,start_date,end_date
9,Type B,2017-03-03,2017-04-09
""",
    "campaigns.csv": "campaign_id,household_id\n9,1\n8,1\n",
    "coupon_redemptions.csv": "household_id,coupon_upc,campaign_id,redemption_date\n7,555,9,2017-03-05\n",
    "transactions.csv": "household_id,store_id,basket_id,product_id,quantity,sales_value,"
    """transaction_timestamp
1,309,900,1,2.0,3.87,2017-01-28 19:06:53
1,309,900,2,1.0,1.00,2017-01-28 19:06:53
5,309,901,1,1.0,1.00,2017-01-29 19:06:53
5,309,901,2,0.0,0.00,2017-01-29 19:06:53
5,309,901,77,1.0,2.00,2017-01-29 19:06:53
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "journey"
    path.mkdir()
    for name, text in FILES.items():
        (path / name).write_text(text)
    return path


def bring(database: Database, folder: Path) -> QualityReport:
    return ingest_format(database, folder, "complete-journey", folder.parent / "rejects")


def test_households_products_sales_and_campaigns(database: Database, folder: Path) -> None:
    report = bring(database, folder)
    assert {rule.id: rule.count for rule in report.rules} == {
        "household.absent": 1,
        "item.no_product": 1,
        "product.twice": 1,
        "customer.twice": 1,
        "campaign.unknown": 1,
        "pieces.zero": 1,
        "item.unknown": 1,
    }
    for quality in report.tables.values():
        assert quality.read == quality.accepted + quality.rejected + quality.left_out
    with database.session(writes=False) as session:
        order = session.get_one(Order, "900")
        assert (order.customer_id, order.currency) == ("1", "USD")
        [eggs, _] = order.lines
        assert (eggs.unit_price_cents, eggs.quantity) == (194, 2)
        event = session.scalars(select(Event).where(Event.order_id == "900", Event.value == 2)).one()
        assert event.cents == 387, "the exact amount of the line, not the rounded price times two"
        two = session.get_one(Customer, "2").attributes
        assert (two["home_ownership"], two["imputed"]) == ("Homeowner", ["home_ownership"])
        assert session.get_one(Customer, "1").attributes["imputed"] == []
        assert session.get_one(Product, "1").name == {"en": "EGGS - X-LARGE, A D 1 DZ"}
        assert session.get_one(Variant, "1").price_cents == 100
        campaign = session.get_one(Event, "campaign:9:1")
        assert (campaign.type, campaign.data["campaign_type"], campaign.at and campaign.at.day) == (
            "impression",
            "Type B",
            3,
        )
        assert session.get_one(Event, "coupon:9:7:555:20170305").type == "click"
        assert session.get(Customer, "7") is not None


def test_importing_twice_changes_nothing(database: Database, folder: Path) -> None:
    bring(database, folder)
    before = everything(database)
    bring(database, folder)
    assert everything(database) == before


def test_a_changed_household_follows_its_source(database: Database, folder: Path) -> None:
    bring(database, folder)
    path = folder / "demographics.csv"
    path.write_text(path.read_text().replace("1,65+", "1,55-64"))
    assert bring(database, folder).tables["customers"].updated == 1
    with database.session(writes=False) as session:
        assert session.get_one(Customer, "1").attributes["age"] == "55-64"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("transactions.csv", r"transactions\.csv is not a file"),
        ("products.csv", r"products\.csv is not a file"),
        ("demographics.csv", r"demographics\.csv is not a file"),
    ],
)
def test_an_absent_file_is_told_and_nothing_is_written(
    database: Database, folder: Path, name: str, told: str
) -> None:
    (folder / name).unlink()
    before = everything(database)
    with pytest.raises(Invalid, match=told):
        bring(database, folder)
    assert everything(database) == before


def test_the_whole_set(database: Database, tmp_path: Path) -> None:
    needed(SET.is_dir(), f"the Complete Journey set is not at {SET} (set ATTUNE_DATA)")
    report = ingest_format(database, SET, "complete-journey", tmp_path / "rejects")
    rules = {rule.id: rule.count for rule in report.rules}
    assert (rules["pieces.zero"], rules["household.absent"]) == (416, 233 + 137)
    lines = report.tables["lines"]
    assert (lines.read, lines.read - lines.inserted) == (75_000, lines.rejected)
    with database.session(writes=False) as session:
        kinds = dict(session.execute(select(Event.type, func.count()).group_by(Event.type)).all())
    assert kinds == {"purchase": lines.inserted, "impression": 6_589, "click": 2_102}
