"""The console's audiences in a real browser: written, looked at, started, and read in the widget."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.audiences.chance import arm_of
from engine.audiences.service import Draft, create, start
from engine.gaps.reports.choices import store_choices
from engine.settings import Settings
from engine.store import Database
from engine.store.tables import AudienceMember, Event
from engine.store.types import utc_now
from tests.api.live_app import LiveApp
from tests.browser.learnt_shop import served, signed_in
from tests.builders import add_customer, add_product, add_shop

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)
OVERFLOWS = """() => [document.documentElement, document.querySelector('.console-page')]
    .some(box => box.scrollWidth > box.clientWidth)"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveApp]:
    """300 customers of whom half want messages, and an audience whose days are over."""

    def fill(_: Settings, database: Database) -> None:
        with database.session() as session:
            add_shop(session)
            add_product(session)
            for n in range(300):
                add_customer(session, f"c{n}", email=f"c{n}@example.com")
                store_choices(session, f"c{n}", offers=n % 2 == 0)
                event = Event(
                    id=f"first-{n}",
                    type="purchase",
                    customer_id=f"c{n}",
                    product_id="lamp",
                    order_id=f"W{n}",
                    at=utc_now() - timedelta(days=100 + n),
                    value=1.0,
                    cents=1_000 + 100 * n,
                    data={},
                )
                session.add(event)
            session.flush()
            ran_before(session)

    with served(tmp_path_factory.mktemp("audiences"), fill) as app:
        yield app


def ran_before(session: Session) -> None:
    """A month ago: of those told 40 % bought, of those held out 10 %."""
    draft = Draft("Spring teas", {"orders_min": 1}, {"en": "Spring teas.", "zh": "春茶。"}, holdout=0.3)
    audience, began = create(session, draft, "ada"), utc_now() - timedelta(days=30)
    audience.id = "spring"  # who is held out goes by it: the same in every run
    session.flush()
    start(session, audience.id, "ada", began)
    random = np.random.default_rng(5)
    for n in range(0, 300, 2):
        id_ = f"c{n}"
        arm = arm_of(audience.id, id_, audience.holdout)
        session.add(
            AudienceMember(
                id=f"{audience.id}:{id_}",
                audience_id=audience.id,
                customer_id=id_,
                arm=arm,
                entered_at=began,
                sent_at=began if arm == "told" else None,
            )
        )
        if random.random() < (0.4 if arm == "told" else 0.1):
            session.add(
                Event(
                    id=f"after-{id_}",
                    type="purchase",
                    customer_id=id_,
                    product_id="lamp",
                    at=began + timedelta(days=3),
                    value=1.0,
                    data={},
                )
            )
    session.flush()


def opened(context: BrowserContext, app: LiveApp) -> tuple[Page, list[str]]:
    page, errors = signed_in(context, app)
    page.goto(f"{app.url}/console/audiences")
    expect(page.get_by_test_id("audience").first).to_be_visible()
    return page, errors


def test_an_audience_is_written_previewed_corrected_started_and_stopped(
    shop: LiveApp, wide: BrowserContext, pictures: Path
) -> None:
    page, errors = opened(wide, shop)
    expect(page.get_by_test_id("audience-rules")).to_contain_text("21:00 to 09:00")
    result = page.get_by_test_id("audience-result").first
    expect(result).to_have_attribute("data-verdict", "more")
    expect(result).to_contain_text("95 % interval")

    page.get_by_test_id("audience-new").click()
    form = page.get_by_test_id("audience-form")
    expect(form.get_by_test_id("audience-preview")).to_contain_text("300 of 300 customers fit.")
    expect(form.get_by_test_id("audience-preview")).to_contain_text("150 did not switch such messages on")
    form.get_by_test_id("audience-spent-low").fill("200")
    expect(form.get_by_test_id("audience-preview")).to_contain_text("110 of 300 customers fit.")
    form.get_by_test_id("audience-spent-high").fill("100")
    expect(form.get_by_test_id("audience-preview")).to_contain_text("the lower one first")
    form.get_by_test_id("audience-spent-high").fill("")
    form.get_by_test_id("audience-name").fill("Good customers")
    expect(form.get_by_test_id("audience-save")).to_be_disabled()
    form.get_by_test_id("audience-message-en").fill("A new tea is here.")
    form.get_by_test_id("audience-message-zh").fill("新茶到了。")
    page.screenshot(path=pictures / "console-audience-form-1280.png", full_page=True)
    form.get_by_test_id("audience-holdout").fill("1")
    form.get_by_test_id("audience-save").click()
    expect(form.get_by_role("alert")).to_contain_text("Hold out 5%")
    form.get_by_test_id("audience-holdout").fill("20")
    form.get_by_test_id("audience-save").click()
    expect(form).to_have_count(0)

    card = page.get_by_role("region", name="Good customers")
    expect(card).to_contain_text("spent at least $200.00")
    card.get_by_test_id("audience-edit").click()
    page.get_by_test_id("audience-name").fill("Best customers")
    page.get_by_test_id("audience-save").click()
    card = page.get_by_role("region", name="Best customers")
    card.get_by_test_id("audience-start").click()
    card.get_by_test_id("audience-start-confirm").click()
    expect(card).to_have_attribute("data-state", "running")
    expect(card.get_by_test_id("audience-result")).to_contain_text("Not enough evidence yet")
    expect(card.get_by_test_id("audience-edit")).to_have_count(0)
    card.get_by_test_id("audience-stop").click()
    expect(card).to_have_attribute("data-state", "stopped")
    assert not page.evaluate(OVERFLOWS)
    page.screenshot(path=pictures / "console-audiences-1280.png", full_page=True)
    refused = [one for one in errors if "422" not in one]
    assert refused == [], "but for the refusal that was asked for"
    database = Database(shop.settings.resolved_database_url)
    with database.session(writes=False) as session:
        names = session.scalars(select(AudienceMember.arm)).all()
    database.dispose()
    assert set(names) == {"told", "held"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_fits_a_phone_in_both_languages(
    shop: LiveApp, narrow: BrowserContext, pictures: Path, language: str
) -> None:
    page, errors = opened(narrow, shop)
    if language == "zh":
        page.get_by_role("button", name="切换为中文").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("受众")
        expect(page.get_by_test_id("audience").last).to_contain_text("发送组的购买比例更高")
    page.get_by_test_id("audience-new").click()
    expect(page.get_by_test_id("audience-preview")).to_contain_text("300")
    assert not page.evaluate(OVERFLOWS)
    page.screenshot(path=pictures / f"console-audiences-{language}-375.png", full_page=True)
    assert errors == []
