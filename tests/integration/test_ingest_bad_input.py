"""What an import does with files and records that are not as they should be."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from engine.errors import Invalid
from engine.events.ingest import ingest
from engine.events.quality import QualityReport
from engine.store import Database
from tests.integration.ingest_shop import CUSTOMERS, EVENTS, GREEN, ORDERS, ShopFolder, everything


@pytest.fixture
def folder(tmp_path: Path) -> ShopFolder:
    return ShopFolder(tmp_path / "corner")


def bring(database: Database, folder: ShopFolder) -> tuple[QualityReport, list[dict[str, Any]]]:
    """Import; the report and the lines of the rejects file."""
    report = ingest(database, folder.path, "attune", folder.path.parent / "rejects")
    if report.rejects_file is None:
        return report, []
    lines = Path(report.rejects_file).read_text(encoding="utf-8").splitlines()
    return report, [json.loads(line) for line in lines]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("shop.yml", None, r"shop\.yml is not there"),
        ("shop.yml", "name: [", r"shop\.yml is not valid YAML.*line 1"),
        (
            "shop.yml",
            "name: {en: A}\ncurrency: euro\ncategories: []\n",
            r"shop\.yml: currency: .*categories: ",
        ),
        ("catalogue/tea.yml", "category: tea\nproducts: {}\n", r"tea\.yml: products: "),
        ("catalogue/tea.yml", "category: coffee\nproducts: []\n", r"category coffee is not in shop\.yml"),
        ("articles/shipping.yml", "title: {en: 'x\n", r"shipping\.yml is not valid YAML"),
        ("customers.csv", "id,email\na,b\n", r"customers\.csv, row 1 lacks the column first_name, last_name"),
        ("orders.csv", 'order_id,"customer', r"orders\.csv, row 1: this is not valid CSV"),
        ("generator.yml", "seed: 1\ncustomers: none\n", r"generator\.yml: customers: .*months: "),
    ],
)
def test_a_file_that_cannot_be_read_stops_the_import_before_anything_is_written(
    database: Database, folder: ShopFolder, name: str, text: str | None, told: str
) -> None:
    before = everything(database)
    if text is None:
        (folder.path / name).unlink()
    else:
        folder.text(name, text)
    with pytest.raises(Invalid, match=told):
        bring(database, folder)
    assert everything(database) == before


def test_text_that_is_not_utf_8_is_told(database: Database, folder: ShopFolder) -> None:
    (folder.path / "customers.csv").write_bytes(CUSTOMERS.encode("gbk"))
    with pytest.raises(
        Invalid, match=r"customers\.csv, row 3, column first_name: byte 0x\w\w is not utf-8 text"
    ):
        bring(database, folder)


def test_broken_json_is_told_with_its_line(database: Database, tmp_path: Path) -> None:
    for name in ("products", "users", "orders"):
        (tmp_path / f"{name}.json").write_text('{"a":\n oops}', encoding="utf-8")
    with pytest.raises(Invalid, match=r"products\.json is not valid JSON, line 2"):
        ingest(database, tmp_path, "tau-retail", tmp_path / "rejects")


def test_an_absent_folder_and_an_unknown_format_are_told(database: Database, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="is not a folder"):
        ingest(database, tmp_path / "nowhere", "attune", tmp_path)
    with pytest.raises(Invalid, match="no format 'xml'; there are: attune"):
        ingest(database, tmp_path, "xml", tmp_path)


def test_a_bad_product_is_refused_with_what_hangs_on_it(database: Database, folder: ShopFolder) -> None:
    black = copy.deepcopy(GREEN) | {"id": "black"}
    black["variants"][0]["price"] = -1.0
    folder.products(GREEN, black, copy.deepcopy(GREEN))
    folder.text("orders.csv", ORDERS + "B1000003,ann,pending,black-50g,1,1.00,2026-03-06T09:00:00,,\n")
    report, rejects = bring(database, folder)
    reasons = {(reject["table"], reject["record"]): reject["reason"] for reject in rejects}
    assert "variants.0.price" in reasons["products", "black"]
    assert reasons["products", "green"] == "the id green comes twice"
    assert reasons["orders", "B1000003"] == "black-50g is not among the variants"
    assert all(reject["file"].startswith(str(folder.path)) for reject in rejects)
    assert (report.tables["products"].read, report.tables["products"].accepted) == (3, 1)
    assert report.tables["orders"].accepted == 2
    for quality in report.tables.values():
        assert quality.read == quality.accepted + quality.rejected


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("B1000009,nobody,pending,green-50g,1,7.90,,,", "nobody is not among the customers"),
        ("B1000009,ann,pending,green-50g,1,-7.90,,,", "the price -7.90 is negative"),
        ("B1000009,ann,pending,green-50g,0,7.90,,,", "line 1 has the quantity 0"),
        ("B1000009,ann,lost,green-50g,1,7.90,,,", "lost is not a status of an order"),
        ("B1000009,ann,pending,green-50g,one,7.90,,,", "quantity 'one' is not a number"),
        ("B1000009,ann,pending,green-50g,1,NaN,,,", "unit_price 'NaN' is not a number"),
        ("B1000009,ann,pending,green-50g,1,7.90,yesterday,,", "'yesterday' is not a moment (ISO 8601)"),
    ],
)
def test_a_bad_order_is_refused_whole_and_leaves_no_purchase(
    database: Database, folder: ShopFolder, line: str, reason: str
) -> None:
    folder.text("orders.csv", f"{ORDERS}{line}\n")
    report, rejects = bring(database, folder)
    assert [r["reason"] for r in rejects if r["table"] == "orders"] == [reason]
    assert report.tables["orders"].accepted == 2
    assert not [row for row in everything(database)["events"] if "B1000009" in str(row)]


def test_customers_and_events_are_checked_one_by_one(database: Database, folder: ShopFolder) -> None:
    folder.text("customers.csv", CUSTOMERS + "cy,BO@example.com,Cy,Li,en,1030,\n,x@example.com,No,Id,en,1,\n")
    folder.text("events.csv", EVENTS + "e1,jump,ann,2026-03-09T09:00:00,,,\ne2,view,ann,2026-03-09,cake,,\n")
    _, rejects = bring(database, folder)
    assert {(reject["record"], reject["reason"]) for reject in rejects} == {
        ("line 4", "the e-mail bo@example.com belongs to customer bo"),
        ("line 5", "it has no id"),
        ("line 5", "jump is not a type of event"),
        ("line 6", "cake is not among the products"),
    }
