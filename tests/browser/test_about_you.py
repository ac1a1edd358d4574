"""What we know about you, as the customer reads and changes it; by mouse, by keys, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from sqlalchemy import select

from engine.gaps.reports.choices import choices_of, store_choices
from engine.gaps.reports.service import reports_of, tell
from engine.gaps.service_quality.asking import note_asked, take
from engine.store import Database
from engine.store.tables import Behaviour, Category, Customer, ServiceAnswer
from tests.api.live_app import LiveApp
from tests.browser.learnt_shop import learnt_shop
from tests.browser.widget import Widget, shop_as

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveApp]:
    with learnt_shop(tmp_path_factory.mktemp("about")) as app:
        yield app


@pytest.fixture
def database(shop: LiveApp) -> Iterator[Database]:
    opened = Database(shop.settings.resolved_database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def customer(database: Database) -> str:
    """Somebody whom one may play, of whom much is expected, and who has told of three things."""
    with database.session() as session:
        predicted = set(session.scalars(select(Behaviour.customer_id).where(Behaviour.purchase.is_not(None))))
        chosen = next(
            one.id
            for one in session.scalars(select(Customer).order_by(Customer.id))
            if one.attributes.get("persona") and one.id in predicted
        )
        category = session.scalars(select(Category.id).order_by(Category.id)).first() or ""
        store_choices(session, chosen, keep=True, ask=True, personalise=True)
        tell(session, chosen, "category", category, wanted=False, source="chat")
        tell(session, chosen, "budget", "5000", source="onboarding")
        tell(session, chosen, "style", "plain and simple", source="survey")
        note_asked(session, chosen, "empathy", key="t:survey", conversation_id="c")
        session.get_one(ServiceAnswer, "t:survey").state = "asked"
        take(session, chosen, "c", "empathy", half="expected", level="5")
        take(session, chosen, "c", "empathy", half="experienced", level="3")
    return chosen


def opened(page: Page, shop: LiveApp, customer: str) -> tuple[Widget, Locator]:
    widget = shop_as(page, shop.url, customer)
    widget.panel.get_by_test_id("menu").click()
    widget.panel.get_by_test_id("about-you").click()
    about = widget.panel.get_by_test_id("about")
    expect(about.get_by_test_id("about-choices")).to_be_visible()
    return widget, about


def row(about: Locator, kind: str) -> Locator:
    return about.locator(f'[data-testid="said"][data-kind="{kind}"]')


def test_a_customer_reads_corrects_deletes_and_chooses(
    shop: LiveApp, database: Database, customer: str, wide: BrowserContext, pictures: Path
) -> None:
    page = wide.new_page()
    widget, about = opened(page, shop, customer)
    expect(row(about, "budget")).to_contain_text("$50.00")
    expect(row(about, "budget")).to_contain_text("when we first asked")
    expect(row(about, "category")).to_contain_text("not wanted")
    row(about, "category").get_by_text("Why").click()
    expect(row(about, "category")).to_contain_text("Nothing new from this category is suggested")
    guess = about.locator('[data-testid="inferred"][data-code="purchase"]')
    expect(guess).to_contain_text("Our guess")
    page.screenshot(path=pictures / "about-you-1280.png")

    service = about.get_by_test_id("service-answer")
    expect(service).to_contain_text("You expect 5 of 5 · You got 3 of 5")
    service.scroll_into_view_if_needed()
    page.screenshot(path=pictures / "about-you-service-1280.png")
    service.get_by_test_id("service-remove").click()
    expect(service).to_have_count(0)

    row(about, "budget").get_by_test_id("said-edit").click()
    row(about, "budget").get_by_test_id("said-value").fill("many")
    expect(row(about, "budget").get_by_test_id("said-save")).to_be_disabled()
    row(about, "budget").get_by_test_id("said-value").fill("120.50")
    page.keyboard.press("Enter")
    expect(row(about, "budget")).to_contain_text("$120.50")
    expect(row(about, "budget")).to_contain_text("changed by you")
    expect(about.get_by_test_id("about-saved")).to_contain_text("next suggestions")
    row(about, "style").get_by_test_id("said-remove").click()
    expect(row(about, "style")).to_have_count(0)

    about.get_by_test_id("choice-personalise").click()
    expect(about.get_by_test_id("choice-personalise")).not_to_be_checked()
    expect(about.get_by_test_id("about-inferred")).to_contain_text("personal suggestions are off")
    about.get_by_test_id("choice-ask").click()
    expect(about.get_by_test_id("choice-ask")).not_to_be_checked()
    with database.session(writes=False) as session:
        chosen = choices_of(session, customer)
        assert (chosen.keep, chosen.ask, chosen.personalise) == (True, False, False)
        assert {one.kind for one in reports_of(session, customer)} == {"category", "budget"}
    about.get_by_test_id("choice-keep").click()
    about.get_by_test_id("choice-keep-confirm").click()
    expect(about.get_by_test_id("about-said")).to_contain_text("told us nothing")
    with database.session(writes=False) as session:
        assert reports_of(session, customer, all_states=True) == []

    about.get_by_test_id("about-back").click()
    expect(widget.panel.get_by_test_id("composer")).to_be_visible()


def test_by_keys_alone_on_a_phone_and_in_chinese(
    shop: LiveApp, customer: str, narrow: BrowserContext, pictures: Path
) -> None:
    page = narrow.new_page()
    widget, about = opened(page, shop, customer)
    widget.panel.get_by_test_id("menu").click()
    widget.panel.get_by_test_id("language-zh").click()
    page.keyboard.press("Escape")
    expect(about).to_contain_text("我们对您的了解")
    expect(about).to_contain_text("您告诉过我们")
    expect(row(about, "budget")).to_contain_text("预算上限")
    frame = page.frames[-1]
    assert not frame.evaluate(SIDEWAYS)
    page.screenshot(path=pictures / "about-you-zh-375.png")
    about.locator('[data-testid="inferred"]').first.scroll_into_view_if_needed()
    page.screenshot(path=pictures / "about-you-inferred-zh-375.png")
    about.get_by_test_id("choice-keep").scroll_into_view_if_needed()
    page.screenshot(path=pictures / "about-you-choices-zh-375.png")

    row(about, "style").get_by_test_id("said-edit").focus()
    page.keyboard.press("Enter")
    expect(row(about, "style").get_by_test_id("said-value")).to_be_focused()
    page.keyboard.press("Escape")
    expect(row(about, "style").get_by_test_id("said-edit")).to_be_visible()
    row(about, "style").get_by_test_id("said-remove").focus()
    page.keyboard.press("Enter")
    expect(row(about, "style")).to_have_count(0)
    about.get_by_test_id("choice-ask").focus()
    page.keyboard.press("Space")
    expect(about.get_by_test_id("choice-ask")).not_to_be_checked()
    page.keyboard.press("Escape")
    expect(widget.panel.get_by_test_id("composer")).to_be_visible()


def test_a_visitor_is_told_how_to_prove_who_they_are(shop: LiveApp, wide: BrowserContext) -> None:
    page = wide.new_page()
    page.goto(shop.url)
    widget = Widget(page).open()
    widget.panel.get_by_test_id("menu").click()
    widget.panel.get_by_test_id("about-you").click()
    expect(widget.panel.get_by_test_id("about-not-proven")).to_contain_text("order number")
    expect(widget.panel.get_by_test_id("said")).to_have_count(0)
