"""Tables of sales into the database: what becomes of lines, and that importing twice changes nothing."""

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from engine.errors import Conflict, Invalid
from engine.events.quality import QualityReport
from engine.events.sales.formats import Reading, ingest_format
from engine.events.tabular.batch import ReadOptions
from engine.store import Database
from engine.store.tables import Customer, Event, Import, Order, OrderLine, Product, Variant
from tests.builders import add_shop
from tests.integration.ingest_shop import everything
from tests.integration.sales_table import LANTERN, LATER, MUG, NOBODY, ROWS, write_table


def bring(database: Database, path: Path, reading: Reading | None = None) -> QualityReport:
    return ingest_format(database, path, "online-retail", path.parent / "rejects", reading)


def counts(report: QualityReport) -> dict[str, int]:
    return {rule.id: rule.count for rule in report.rules}


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_lines_become_customers_products_orders_and_events(
    database: Database, tmp_path: Path, suffix: str
) -> None:
    report = bring(database, write_table(tmp_path / f"online_retail.{suffix}"))
    lines = report.tables["lines"]
    assert (lines.read, lines.inserted, lines.rejected, lines.left_out) == (6, 5, 0, 1)
    assert counts(report) == {"customer.absent": 1, "item.no_product": 1, "pieces.negative": 1}
    with database.session(writes=False) as session:
        assert sorted(session.scalars(select(Customer.id))) == ["13047", "17850"]
        products = {product.name["en"]: product for product in session.scalars(select(Product))}
        assert {name: one.category_id for name, one in products.items()} == {
            "WHITE METAL LANTERN": "lighting",
            "RED COFFEE MUG": "kitchen",
        }
        order = session.scalars(select(Order).where(Order.customer_id == "17850")).one()
        assert (order.total_cents, order.currency, order.status) == (6 * 339 + 2 * 125, "GBP", "delivered")
        assert [(line.position, line.quantity, line.unit_price_cents) for line in order.lines] == [
            (1, 6, 339),
            (2, 2, 125),
        ]
        assert session.scalar(select(func.count()).select_from(Order)) == 2
        [returned] = session.scalars(select(Event).where(Event.type == "return"))
        assert (returned.value, returned.cents, returned.customer_id) == (1.0, 339, "17850")
        [anonymous] = session.scalars(select(Event).where(Event.customer_id.is_(None)))
        assert (anonymous.type, anonymous.cents, anonymous.order_id) == (
            "purchase",
            753,
            "20101202110000-anyone",
        )
        purchases = session.scalars(select(Event).where(Event.order_id == order.id)).all()
        assert sorted((event.value, event.cents) for event in purchases) == [(2.0, 250), (6.0, 2034)]
        mug = session.get_one(Variant, products["RED COFFEE MUG"].id)
        assert mug.price_cents == 145, "the price of the last sale"


@pytest.mark.parametrize("second", ["csv", "jsonl", "parquet"])
def test_importing_twice_changes_nothing_whatever_the_kind_of_file(
    database: Database, tmp_path: Path, second: str
) -> None:
    bring(database, write_table(tmp_path / "first.csv"))
    before = everything(database)
    report = bring(database, write_table(tmp_path / f"second.{second}", reversed(ROWS)))
    assert everything(database) == before
    lines = report.tables["lines"]
    assert (lines.inserted, lines.unchanged) == (0, 5)
    with database.session(writes=False) as session:
        assert session.scalar(select(func.count()).select_from(Import)) == 2


def test_a_longer_file_adds_to_a_basket_that_is_there(database: Database, tmp_path: Path) -> None:
    bring(database, write_table(tmp_path / "a.csv", [LANTERN]))
    bring(database, write_table(tmp_path / "b.csv", [LANTERN, MUG]))
    with database.session(writes=False) as session:
        order = session.scalars(select(Order)).one()
        assert order.total_cents == 6 * 339 + 250
        assert [line.position for line in order.lines] == [1, 2]


def test_an_order_that_was_changed_here_stays_as_it_is(database: Database, tmp_path: Path) -> None:
    bring(database, write_table(tmp_path / "a.csv", [LANTERN]))
    with database.session() as session:
        session.scalars(select(Order)).one().status = "return_requested"
    report = bring(database, write_table(tmp_path / "b.csv", [LANTERN, MUG]))
    assert counts(report)["order.kept"] == 1
    with database.session(writes=False) as session:
        assert session.scalars(select(OrderLine)).one().quantity == 6
        assert session.scalar(select(func.count()).select_from(Event)) == 1


def test_each_bad_row_is_told_with_row_column_and_rule(database: Database, tmp_path: Path) -> None:
    def like(**cells: object) -> tuple[object, ...]:
        header = ("Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country")
        return tuple(cells.get(name, value) for name, value in zip(header, LATER, strict=True))

    bad = {
        "moment.type": like(InvoiceDate="yesterday"),
        "moment.future": like(InvoiceDate="2999-01-01 00:00:00"),
        "item.absent": like(Description=" "),
        "pieces.zero": like(Quantity=0),
        "pieces.type": like(Quantity="two"),
        "money.type": like(UnitPrice="1,25"),
        "money.negative": like(UnitPrice=-11062.06, Description="WRITTEN OFF"),
        "money.bookkeeping": like(UnitPrice=0, CustomerID=""),
        "money.too_large": like(UnitPrice=30_000_000),
        "customer.type": like(CustomerID="x" * 81),
        "basket.type": like(CustomerID="x" * 60),
        "line.twice": LANTERN,
    }
    report = bring(database, write_table(tmp_path / "bad.csv", [LANTERN, *bad.values()]))
    rejects = [json.loads(line) for line in Path(report.rejects_file or "").read_text().splitlines()]
    assert {reject["rule"]: reject["row"] for reject in rejects} == {
        rule: place for place, rule in enumerate(bad, 3)
    }
    by_rule = {reject["rule"]: reject for reject in rejects}
    assert by_rule["money.negative"]["reason"] == "UnitPrice -11062.06 is negative"
    assert by_rule["pieces.type"]["reason"].startswith("Quantity 'two' is not a number")
    assert by_rule["moment.type"]["column"] == "InvoiceDate"
    lines = report.tables["lines"]
    assert (lines.read, lines.inserted, lines.rejected) == (13, 1, 12)
    assert report.sample == rejects


def test_an_absent_price_is_imputed_and_marked(database: Database, tmp_path: Path) -> None:
    unknown = (LATER[0], 4, "2010-12-04 10:00:00", "", 13047.0, "France")
    report = bring(database, write_table(tmp_path / "a.csv", [MUG, LATER, NOBODY, unknown]))
    assert counts(report)["money.absent"] == 1
    with database.session(writes=False) as session:
        imputed = session.scalars(select(Event).where(Event.value == 4)).one()
        assert (imputed.cents, imputed.data) == (4 * 145, {"flags": ["money.absent"]})
        order = session.get_one(Order, imputed.order_id)
        assert (order.total_cents, order.lines[0].unit_price_cents) == (580, 145)


def test_outliers_are_flagged_and_kept(database: Database, tmp_path: Path) -> None:
    usual = [(f"THING {n}", 2 + n % 5, "2010-12-01 08:26:00", 2.0 + n % 3, 1.0, "") for n in range(40)]
    odd = ("THING 1", 74_215, "2010-12-02 08:26:00", 2.5, 1.0, "")
    report = bring(database, write_table(tmp_path / "a.csv", [*usual, odd]))
    assert counts(report) == {"pieces.outlier": 1}
    with database.session(writes=False) as session:
        flagged = session.scalars(select(Event).where(Event.value > 1000)).one()
        assert flagged.data == {"flags": ["pieces.outlier"]}


def test_fields_before_and_after(database: Database, tmp_path: Path) -> None:
    report = bring(database, write_table(tmp_path / "a.csv"))
    fields = {change.field: change for change in report.fields}
    customer, item = fields["CustomerID"], fields["Description"]
    assert (customer.before.completeness, customer.after.completeness) == (0.8333, 0.8)
    assert (item.before.validity, item.after.validity) == (0.8333, 1.0)
    assert item.after.uniqueness == 0.4
    moment = fields["InvoiceDate"].after
    assert (moment.freshness, moment.newest) == (1.0, "2010-12-09T09:00:00+00:00")


def test_another_shops_database_is_refused(database: Database, tmp_path: Path) -> None:
    with database.session() as session:
        add_shop(session)
    before = everything(database)
    with pytest.raises(Conflict, match="This database holds Test Shop"):
        bring(database, write_table(tmp_path / "a.csv"))
    assert everything(database) == before


def test_dates_are_read_in_one_order_that_the_file_proves(database: Database, tmp_path: Path) -> None:
    rows = [(*LANTERN[:2], "12/1/2010 8:26", *LANTERN[3:]), (*MUG[:2], "12/23/2010 8:26", *MUG[3:])]
    bring(database, write_table(tmp_path / "a.csv", rows))
    with database.session(writes=False) as session:
        assert sorted(str(event.at) for event in session.scalars(select(Event))) == [
            "2010-12-01 08:26:00+00:00",
            "2010-12-23 08:26:00+00:00",
        ]


def test_the_encoding_and_the_order_of_dates_can_be_named(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    row = "CAFÉ MUG;1;3/4/2010;2.00;7;Österreich"
    path.write_bytes(
        f"Description;Quantity;InvoiceDate;UnitPrice;CustomerID;Country\n{row}\n".encode("cp1252")
    )
    with pytest.raises(Invalid, match=r"row 2, column Description: byte 0xc9 is not utf-8 text"):
        bring(database, path, Reading(ReadOptions(delimiter=";")))
    options = ReadOptions("cp1252", ";")
    with pytest.raises(Invalid, match=r"row 2, column InvoiceDate: 3/4/2010 may begin with the day or"):
        bring(database, path, Reading(options))
    bring(database, path, Reading(options, "day-first"))
    with database.session(writes=False) as session:
        event = session.scalars(select(Event)).one()
        assert event.at is not None and event.at.month == 4
        assert session.get_one(Customer, "7").address["country"] == "Österreich"
