"""The console's pages on customers, with what a rebuild really learns of the demo shop."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.api.live_app import LiveApp
from tests.browser.learnt_shop import learnt_shop, signed_in

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)
PAGES = {
    "segments": ("Segments", "顾客分群", "segment-card"),
    "audiences": ("Audiences", "受众", "audience-rules"),
    "expectations": ("Expectations", "期望", "finding-leaves"),
    "review": ("Review", "复核", "review-item"),
    "trends": ("Trends", "趋势", "forecast"),
    "imports": ("Imports", "数据导入", "import-row"),
}
"""Each page's name in both languages, and what is on it where there is data."""
OVERFLOWS = """() => [document.documentElement, document.querySelector('.console-page')]
    .some(box => box.scrollWidth > box.clientWidth)"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveApp]:
    with learnt_shop(tmp_path_factory.mktemp("learnt")) as app:
        yield app


def shown(page: Page, name: str, title: str) -> None:
    expect(page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible()
    expect(page.get_by_test_id(PAGES[name][2]).first).to_be_visible()
    assert not page.evaluate(OVERFLOWS), f"{name} is wider than the window"


def test_every_page_opens_from_the_list_at_the_left(
    shop: LiveApp, wide: BrowserContext, pictures: Path
) -> None:
    page, errors = signed_in(wide, shop)
    page.get_by_role("link", name="Console").click()
    pages = page.get_by_role("navigation", name="Console", exact=True)
    group = pages.get_by_role("region", name="Customers")
    others = 4  # gaps, promises, recommendations and expectation trends have tests of their own
    expect(group.get_by_role("link")).to_have_count(len(PAGES) + others)
    for name, (title, _, _) in PAGES.items():
        group.get_by_role("link", name=title, exact=True).click()
        shown(page, name, title)
        page.screenshot(path=pictures / f"console-{name}-1280.png")
    assert errors == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_opens_from_the_menu_of_a_phone_by_keyboard(
    shop: LiveApp, narrow: BrowserContext, pictures: Path, language: str
) -> None:
    page, errors = signed_in(narrow, shop)
    if language == "zh":
        page.get_by_role("button", name="切换为中文").click()
    page.goto(f"{shop.url}/console/models")
    for name, titles in PAGES.items():
        title = titles[("en", "zh").index(language)]
        menu = page.get_by_test_id("page-menu")
        menu.press("Enter")
        # The menu takes the focus once it is open; a key before that would go elsewhere.
        expect(page.locator("[role=menu]:focus, [role=menu] :focus")).to_have_count(1)
        page.get_by_role("menuitem", name=title, exact=True).press("Enter")
        expect(page.get_by_role("menu")).to_have_count(0)
        expect(menu).to_contain_text(title)
        shown(page, name, title)
        page.screenshot(path=pictures / f"console-{name}-{language}-375.png")
    assert errors == []


def test_the_segment_that_is_looked_at_stands_out_on_the_map(shop: LiveApp, wide: BrowserContext) -> None:
    page, errors = signed_in(wide, shop)
    page.goto(f"{shop.url}/console/segments")
    card = page.get_by_test_id("segment-card").first
    dots = page.get_by_test_id("segment-map").locator("circle.dot")
    expect(dots.first).to_be_visible()
    away = page.get_by_test_id("segment-map").locator("[data-away]")
    expect(away).to_have_count(0)
    size = int(card.locator("header .soft").inner_text().split()[0])
    card.focus()
    expect(away).to_have_count(dots.count() - size)
    page.get_by_test_id("account").focus()
    expect(away).to_have_count(0)
    assert errors == []


def test_evidence_changes_what_is_expected_and_is_taken_back(shop: LiveApp, wide: BrowserContext) -> None:
    page, errors = signed_in(wide, shop)
    page.goto(f"{shop.url}/console/expectations")
    finding = page.get_by_test_id("finding-leaves")
    chance = finding.locator("strong")
    expect(finding).to_contain_text("Over all orders")
    before = chance.inner_text()
    new = page.get_by_role("button", name="Customer: new")
    new.focus()
    page.keyboard.press("Enter")
    expect(new).to_have_attribute("aria-pressed", "true")
    expect(finding).to_contain_text("Customer: new")
    expect(chance).not_to_have_text(before)
    page.get_by_role("button", name="Clear").click()
    expect(finding).to_contain_text("Over all orders")
    expect(chance).to_have_text(before)
    assert errors == []


def test_an_item_is_confirmed_with_a_note_and_opened_again(shop: LiveApp, narrow: BrowserContext) -> None:
    page, errors = signed_in(narrow, shop)
    page.goto(f"{shop.url}/console/review")
    items = page.get_by_test_id("review-item")
    expect(items.first).to_be_visible()
    count = items.count()
    item = page.locator(f'[data-id="{items.first.get_attribute("data-id")}"]')
    item.get_by_test_id("evidence").click()
    expect(item.get_by_test_id("evidence-lines")).to_contain_text("Bought")
    assert not page.evaluate(OVERFLOWS)
    expect(item.get_by_test_id("confirm")).to_be_disabled()
    item.get_by_role("textbox").fill("Looked at: a reseller.")
    item.get_by_test_id("confirm").click()
    expect(items).to_have_count(count - 1)
    page.get_by_test_id("review-confirmed").click()
    expect(item).to_contain_text("Looked at: a reseller.")
    expect(item).to_contain_text("Ada")
    item.get_by_test_id("reopen").click()
    page.get_by_test_id("review-open").click()
    expect(items).to_have_count(count)
    assert errors == []


def test_an_import_is_opened_and_says_what_was_done(
    shop: LiveApp, narrow: BrowserContext, pictures: Path
) -> None:
    page, errors = signed_in(narrow, shop)
    page.goto(f"{shop.url}/console/imports")
    page.get_by_test_id("import-row").get_by_role("link").click()
    fields = page.get_by_test_id("import-fields")
    expect(fields.get_by_role("row").filter(has_text="delivered_at")).to_contain_text("9")
    expect(fields.get_by_role("meter").first).to_be_visible()
    rules = page.get_by_test_id("import-rules")
    expect(rules.get_by_role("row").filter(has_text="An unusual number of pieces")).to_contain_text("Flagged")
    assert not page.evaluate(OVERFLOWS)
    page.screenshot(path=pictures / "console-import-375.png", full_page=True)
    page.get_by_role("link", name="All imports").click()
    expect(page.get_by_test_id("import-row")).to_have_count(1)
    assert errors == []
