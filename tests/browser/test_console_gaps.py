"""The console's page Gaps: the map, and the customers behind a cell."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from engine.settings import Settings
from engine.store import Database
from tests.api.live_app import LiveApp
from tests.browser.learnt_shop import served, signed_in
from tests.gap_shop import tell_of_cups

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)
OVERFLOWS = """() => [document.documentElement, document.querySelector('.console-page')]
    .some(box => box.scrollWidth > box.clientWidth)"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveApp]:
    def fill(settings: Settings, database: Database) -> None:
        tell_of_cups(database)

    with served(tmp_path_factory.mktemp("gaps"), fill) as app:
        yield app


def shows_the_map(page: Page, shop: LiveApp, title: str) -> None:
    page.goto(f"{shop.url}/console/gaps")
    expect(page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible()
    cell = page.get_by_test_id("gap-cell").and_(page.locator("[data-flagged]")).last
    expect(cell).to_contain_text("+")
    assert not page.evaluate(OVERFLOWS), "the page is wider than the window"


def test_a_cell_opens_its_customers_on_a_desktop(shop: LiveApp, wide: BrowserContext, pictures: Path) -> None:
    page, errors = signed_in(wide, shop)
    shows_the_map(page, shop, "Gaps")
    page.screenshot(path=pictures / "console-gaps-1280.png")
    page.get_by_test_id("gap-cell").and_(page.locator("[data-flagged]")).last.click()
    customers = page.get_by_test_id("gap-customers")
    expect(customers.get_by_role("row")).to_have_count(2)
    expect(customers).to_contain_text("12 / 12")
    page.screenshot(path=pictures / "console-gaps-customers-1280.png")
    assert errors == []


def test_the_map_fits_a_phone_in_chinese(shop: LiveApp, narrow: BrowserContext, pictures: Path) -> None:
    page, errors = signed_in(narrow, shop)
    page.get_by_role("button", name="切换为中文").click()
    shows_the_map(page, shop, "信息差")
    page.screenshot(path=pictures / "console-gaps-375.png")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 CSV").click()
    assert "tea" in Path(download.value.path()).read_text(encoding="utf-8")
    assert errors == []
