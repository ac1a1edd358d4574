"""An import of which some records were refused, as an admin sees it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from engine.events.sales.formats import ingest_format
from engine.settings import Settings
from engine.store import Database
from tests.api.live_app import LiveApp
from tests.browser.learnt_shop import served, signed_in
from tests.integration.sales_table import ROWS, write_table

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)
BAD = (
    ("RED COFFEE MUG", "three", "2010-12-04 10:00:00", 1.45, 13047.0, "France"),
    ("RED COFFEE MUG", 1, "the day after tomorrow", 1.45, 13047.0, "France"),
)
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveApp]:
    folder = tmp_path_factory.mktemp("sales")
    table = write_table(folder / "sales.csv", (*ROWS, *BAD))

    def fill(_: Settings, database: Database) -> None:
        ingest_format(database, table, "online-retail", folder / "rejects")

    with served(folder, fill) as app:
        yield app


@pytest.mark.parametrize("width", ["narrow", "wide"])
def test_refused_records_are_shown_with_their_row_and_reason(
    shop: LiveApp, request: pytest.FixtureRequest, pictures: Path, width: str
) -> None:
    context: BrowserContext = request.getfixturevalue(width)
    page, errors = signed_in(context, shop)
    page.goto(f"{shop.url}/console/imports")
    page.get_by_test_id("import-row").get_by_role("link", name="sales.csv").click()
    refused = page.get_by_test_id("import-refused").get_by_role("row")
    expect(refused).to_have_count(1 + 1 + len(BAD))
    expect(refused.nth(1)).to_contain_text("row 7")
    expect(refused.nth(1)).to_contain_text("a charge for delivery, not a product")
    expect(refused.nth(2)).to_contain_text("sales.csv, row 8")
    expect(refused.nth(2)).to_contain_text("'three' is not a number")
    expect(refused.nth(3)).to_contain_text("row 9")
    expect(refused.nth(3)).to_contain_text("the day after tomorrow")
    assert not page.evaluate(SIDEWAYS)
    page.screenshot(path=pictures / f"console-import-refused-{width}.png", full_page=True)
    assert errors == []
