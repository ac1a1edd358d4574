"""Expectation trends and small gestures in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from engine.settings import Settings
from engine.store import Database
from engine.store.tables import Conversation
from engine.store.types import utc_now
from tests.api.live_app import LiveApp
from tests.browser.learnt_shop import served, signed_in
from tests.builders import add_product
from tests.let_down import let_down
from tests.service_shop import furnish

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)
OVERFLOWS = """() => [document.documentElement, document.querySelector('.console-page')]
    .some(box => box && box.scrollWidth > box.clientWidth)"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveApp]:
    def fill(_: Settings, database: Database) -> None:
        with database.session() as session:
            furnish(session, utc_now())
            add_product(session)
            for customer in ("zoe", "yan"):
                let_down(session, customer, utc_now())

    with served(tmp_path_factory.mktemp("service"), fill) as app:
        yield app


def opened(context: BrowserContext, app: LiveApp) -> tuple[Page, list[str]]:
    page, errors = signed_in(context, app)
    page.goto(f"{app.url}/console/service")
    expect(page.get_by_test_id("service-dimensions")).to_be_visible()
    return page, errors


def test_the_page_says_what_falls_short_and_opens_the_answers(
    shop: LiveApp, wide: BrowserContext, pictures: Path
) -> None:
    page, errors = opened(wide, shop)
    table = page.get_by_test_id("service-dimensions")
    expect(table.get_by_role("heading")).to_contain_text("Falls shortest: Keeping what was promised")
    page.get_by_text("The months as a table").click()
    page.set_viewport_size({"width": 1280, "height": 2000})  # the page scrolls inside itself
    page.screenshot(path=pictures / "console-service-1280.png")
    months = page.get_by_test_id("service-months")
    expect(months.get_by_role("row").last).to_contain_text("too few")
    months.get_by_role("row").last.get_by_role("button").click()
    expect(page.get_by_test_id("service-answers").get_by_role("row")).to_have_count(4)
    page.screenshot(path=pictures / "console-service-answers-1280.png")
    page.keyboard.press("Escape")
    page.get_by_test_id("written-reliability").get_by_role("button").click()
    expect(page.get_by_test_id("service-answers").get_by_role("link", name="Conversation")).to_have_count(3)
    assert not page.evaluate(OVERFLOWS)
    assert errors == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_fits_a_phone_in_both_languages(
    shop: LiveApp, narrow: BrowserContext, pictures: Path, language: str
) -> None:
    page, errors = opened(narrow, shop)
    if language == "zh":
        page.get_by_role("button", name="切换为中文").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("期望走势")
    assert not page.evaluate(OVERFLOWS)
    page.set_viewport_size({"width": 375, "height": 2600})
    page.screenshot(path=pictures / f"console-service-{language}-375.png")
    assert errors == []


def conversation_of(shop: LiveApp, customer: str) -> str:
    database = Database(shop.settings.resolved_database_url)
    with database.session(writes=False) as session:
        found = session.scalars(select(Conversation.id).where(Conversation.customer_id == customer)).one()
    database.dispose()
    return found


def test_an_agent_grants_a_gesture_with_one_click_and_the_console_lists_it(
    shop: LiveApp, wide: BrowserContext, pictures: Path
) -> None:
    page, errors = signed_in(wide, shop)
    page.goto(f"{shop.url}/desk?c={conversation_of(shop, 'zoe')}")
    card = page.get_by_test_id("gesture")
    expect(card).to_contain_text("Refund of the shipping, $6.00")
    expect(card).to_contain_text("We broke a promise to them")
    expect(card).to_contain_text("Left this month: $200.00 of $200.00")
    card.get_by_text("What the customer reads").click()
    expect(card).to_contain_text("We refund $6.00 of your shipping")
    page.screenshot(path=pictures / "desk-gesture-1280.png")
    card.get_by_role("button", name="Grant and tell").click()
    expect(card).to_contain_text("granted by")
    expect(page.get_by_test_id("transcript")).to_contain_text("We refund $6.00 of your shipping")
    page.screenshot(path=pictures / "desk-gesture-granted-1280.png")
    page.goto(f"{shop.url}/console/service")
    listed = page.get_by_test_id("service-gestures")
    listed.get_by_text("Each gesture").click()
    expect(listed.get_by_test_id("granted")).to_contain_text("broken promise")
    listed.screenshot(path=pictures / "console-gestures-1280.png")
    assert not page.evaluate(OVERFLOWS)
    assert errors == []


def test_the_card_fits_a_phone_in_chinese(shop: LiveApp, narrow: BrowserContext, pictures: Path) -> None:
    page, errors = signed_in(narrow, shop)
    page.get_by_role("button", name="切换为中文").click()
    page.goto(f"{shop.url}/desk?c={conversation_of(shop, 'yan')}&pane=customer")
    card = page.get_by_test_id("gesture")
    expect(card).to_contain_text("退还运费")
    page.screenshot(path=pictures / "desk-gesture-zh-375.png")
    card.get_by_role("button", name="不采用").click()
    expect(card).to_contain_text("未采用")
    assert not page.evaluate(OVERFLOWS)
    assert errors == []
