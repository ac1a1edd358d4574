"""What the desk shows of a customer whom a rebuild has learnt about."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from engine.accounts.identity import issue_shop_token
from engine.gaps.questions.attributes import value_of
from engine.gaps.questions.saved import load
from engine.gaps.questions.service import worth_asking
from engine.gaps.reports.service import reports_of
from engine.manner.stake import stake_of
from engine.store import Database
from engine.store.tables import Behaviour, Customer
from tests.api.live_app import LiveApp
from tests.browser.learnt_shop import learnt_shop, signed_in
from tests.visitor import Visitor

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveApp]:
    with learnt_shop(tmp_path_factory.mktemp("learnt")) as app:
        yield app


@pytest.fixture(scope="module")
def waiting(shop: LiveApp) -> str:
    """Id of the conversation of a customer who waits for a person, and with whom much is at stake."""
    database = Database(shop.settings.resolved_database_url)
    with database.session(writes=False) as session:
        known = session.scalars(select(Behaviour.customer_id).order_by(Behaviour.customer_id)).all()
        stakes = {id_: stake_of(session, id_) for id_ in known}
    database.dispose()
    customer = max(stakes, key=lambda id_: found["minutes"] if (found := stakes[id_]) else 0.0)
    token = issue_shop_token(shop.settings.shop_secret, customer)
    with Visitor(shop.url, token=token) as visitor:
        visitor.say("My lamp talks to me", until="Pardon?")
        visitor.say("It does it again", until="Pardon?")
        visitor.wait_for(lambda v: v.state["name"] == "waiting")
        return visitor.id


def known(page: Page, pictures: Path, width: int) -> None:
    """The pane tells habits, segment and gap, and fits the window from its head to its end."""
    pane = page.get_by_test_id("customer-pane")
    best = pane.get_by_role("region", name="Next best action")
    expect(best.get_by_test_id("best-action")).to_contain_text("worth about")
    best.get_by_text("Why").click()
    expect(best.get_by_role("listitem").first).to_be_visible()
    page.screenshot(path=pictures / f"desk-next-action-{width}.png")
    for title in ("Profile", "Likely next", "Segment", "Says against does", "Orders"):
        expect(pane.get_by_role("region", name=title)).to_be_visible()
    churn = pane.get_by_test_id("outlook-churn")
    churn.get_by_text("Why").click()
    expect(churn.get_by_role("listitem").last).to_contain_text("The average customer")
    assert churn.get_by_role("listitem").count() > 1
    assert not page.evaluate(SIDEWAYS)
    churn.scroll_into_view_if_needed()
    page.screenshot(path=pictures / f"desk-customer-{width}.png")
    pane.get_by_role("region", name="Says against does").scroll_into_view_if_needed()
    page.screenshot(path=pictures / f"desk-customer-gap-{width}.png")


def opened(page: Page) -> None:
    row = page.get_by_test_id("queue-row").first
    expect(row.get_by_test_id("stake")).to_contain_text("Sooner")
    expect(row.get_by_test_id("stake")).to_contain_text("may be lost")
    row.click()


@pytest.mark.usefixtures("waiting")
def test_who_may_be_lost_is_marked_in_the_queue_and_known_at_the_side(
    shop: LiveApp, wide: BrowserContext, pictures: Path
) -> None:
    page, errors = signed_in(wide, shop)
    opened(page)
    known(page, pictures, 1280)
    assert errors == []


@pytest.mark.usefixtures("waiting")
def test_the_same_on_a_phone(shop: LiveApp, narrow: BrowserContext, pictures: Path) -> None:
    page, errors = signed_in(narrow, shop)
    opened(page)
    page.get_by_test_id("show-customer").click()
    known(page, pictures, 375)
    assert errors == []


def test_the_question_worth_asking_is_asked_with_one_click_by_who_has_the_conversation(
    shop: LiveApp, wide: BrowserContext, pictures: Path
) -> None:
    database = Database(shop.settings.resolved_database_url)
    learnt = load(shop.settings.learnt_dir)
    with database.session(writes=False) as session:
        ids = session.scalars(select(Customer.id).order_by(Customer.id))
        customer, best = next(
            (id_, one) for id_ in ids if (one := worth_asking(session, learnt, id_).best(0.05))
        )
    with Visitor(shop.url, token=issue_shop_token(shop.settings.shop_secret, customer)) as visitor:
        visitor.say("Hmm", until="Pardon?")
        visitor.say("Hmm hmm", until="Pardon?")
        visitor.wait_for(lambda v: v.state["name"] == "waiting")
        page, errors = signed_in(wide, shop)
        page.goto(f"{shop.url}/desk?c={visitor.id}")
        section = page.get_by_test_id("customer-pane").get_by_test_id("question")
        expect(section).to_contain_text(best.text["en"])
        expect(section.get_by_role("button")).to_be_disabled()
        page.get_by_test_id("claim").click()
        expect(section.get_by_role("button")).to_be_enabled()
        section.scroll_into_view_if_needed()
        page.screenshot(path=pictures / "desk-question-1280.png")
        section.get_by_role("button").click()
        visitor.wait_for(lambda v: any(m["text"] == best.text["en"] for m in v.messages.values()))
        expect(section).to_contain_text("What did they say?")
        section.scroll_into_view_if_needed()
        page.screenshot(path=pictures / "desk-question-asked-1280.png")
        section.get_by_role("button", name="No", exact=True).click()
        expect(section).to_contain_text("suggestions go by it")
        with database.session(writes=False) as session:
            said = [one for one in reports_of(session, customer) if one.value == value_of(best.attribute)]
        assert [one.wanted for one in said] == [False]
    database.dispose()
    assert errors == []
