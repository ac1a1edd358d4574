"""The console's page Recommendations in a real browser: before the first report, and with one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from engine.settings import Settings
from engine.store import Database
from tests.api.live_app import LiveApp
from tests.browser.learnt_shop import served, signed_in
from tests.builders import add_shop
from tests.fair_shop import reported

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)
OVERFLOWS = """() => [document.documentElement, document.querySelector('.console-page')]
    .some(box => box.scrollWidth > box.clientWidth)"""
WORDS = {
    "en": ("Recommendations", "of what is shown", "not enough evidence", "Download CSV"),
    "zh": ("推荐", "畅销商品占展示的", "证据不足", "下载 CSV"),
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveApp]:
    def fill(settings: Settings, database: Database) -> None:
        reported(database, settings.learnt_dir)

    with served(tmp_path_factory.mktemp("fair"), fill) as app:
        yield app


@pytest.fixture(scope="module")
def new_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveApp]:
    def fill(_: Settings, database: Database) -> None:
        with database.session() as session:
            add_shop(session)

    with served(tmp_path_factory.mktemp("new"), fill) as app:
        yield app


def opened(context: BrowserContext, app: LiveApp, language: str) -> tuple[Page, list[str]]:
    page, errors = signed_in(context, app)
    if language == "zh":
        page.get_by_role("button", name="切换为中文").click()
    page.goto(f"{app.url}/console/recommendations")
    expect(page.get_by_role("heading", level=1, name=WORDS[language][0], exact=True)).to_be_visible()
    return page, errors


def says_it_all(page: Page, language: str) -> None:
    _, finding, thin, _ = WORDS[language]
    expect(page.get_by_test_id("report-bands").get_by_role("heading")).to_contain_text(finding)
    expect(page.get_by_test_id("band-tail")).to_contain_text("%")
    segments = page.get_by_test_id("report-segment")
    expect(segments).to_have_count(3)
    expect(segments.last.get_by_text(thin)).to_have_count(2)
    attributes = page.get_by_test_id("report-attributes")
    expect(attributes.get_by_role("heading")).to_contain_text(
        {"en": "Customers' attributes", "zh": "顾客属性"}[language], ignore_case=True
    )
    income = page.get_by_test_id("attribute-income")
    expect(income.get_by_test_id("report-group")).to_have_count(2)
    expect(income.get_by_text("Under 15K")).to_be_visible()
    age = page.get_by_test_id("attribute-age")
    expect(age.get_by_text("65+")).to_be_hidden()
    age.locator("summary").click()
    expect(age.get_by_text("65+")).to_be_visible()
    expect(page.get_by_test_id("weight-ease")).to_contain_text("EASE")
    for definitions in page.locator(".recommendations details:not(.fair-attribute) summary").all():
        definitions.click()
    assert not page.evaluate(OVERFLOWS), "the page is wider than the window"
    page.get_by_role("heading", level=1).scroll_into_view_if_needed()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_desktop_shows_bands_segments_and_sources(
    shop: LiveApp, wide: BrowserContext, pictures: Path, language: str
) -> None:
    page, errors = opened(wide, shop, language)
    page.set_viewport_size(
        {"width": 1280, "height": 2000}
    )  # the page scrolls by itself: all of it in a picture
    says_it_all(page, language)
    page.screenshot(path=pictures / f"console-recommendations-{language}-1280.png")
    page.get_by_test_id("report-bands").locator("th .explained").nth(1).hover()
    expect(page.get_by_role("tooltip")).to_contain_text("log2")
    assert errors == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_phone_shows_them_and_gives_the_csv(
    shop: LiveApp, narrow: BrowserContext, pictures: Path, language: str
) -> None:
    page, errors = opened(narrow, shop, language)
    page.set_viewport_size({"width": 375, "height": 3800})
    says_it_all(page, language)
    page.screenshot(path=pictures / f"console-recommendations-{language}-375.png")
    with page.expect_download() as download:
        page.get_by_role("link", name=WORDS[language][3]).click()
    assert "band,head,exposure" in Path(download.value.path()).read_text(encoding="utf-8")
    assert errors == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_before_the_first_report_it_says_what_to_do(
    new_shop: LiveApp, narrow: BrowserContext, pictures: Path, language: str
) -> None:
    page, errors = opened(narrow, new_shop, language)
    expect(page.get_by_text("attune recommend fairness")).to_be_visible()
    assert not page.evaluate(OVERFLOWS)
    page.screenshot(path=pictures / f"console-recommendations-none-{language}-375.png")
    assert errors == []
