"""Promises kept in the console, and promises at risk at the desk, in a real browser."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy.orm import Session

from engine.conversations.service import start
from engine.settings import Settings
from engine.store import Database
from engine.store.tables import Handoff, Message, Payment, Promise
from engine.store.types import utc_now
from tests.api.live_app import LiveApp
from tests.browser.learnt_shop import served, signed_in
from tests.builders import add_customer, add_order, add_product, add_shop

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)
OVERFLOWS = """() => [document.documentElement, document.querySelector('.console-page')]
    .some(box => box && box.scrollWidth > box.clientWidth)"""
NOW = utc_now()
THEN = NOW - timedelta(days=70)
MONTH = f"{THEN:%Y-%m}"
PLACED = NOW - timedelta(days=4)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveApp]:
    """Forty promises of one month, 36 of them kept; two of today at risk, one of them told; a refund's and an
    answer's of that month, both kept, and an answer at risk."""

    def fill(_: Settings, database: Database) -> None:
        with database.session() as session:
            add_shop(session)
            add_product(session)
            add_customer(session)
            for n in range(40):
                came = THEN + timedelta(days=4 if n >= 4 else 7)
                add_order(session, id=f"A{n:07d}", status="delivered", placed_at=THEN, delivered_at=came)
                state = "broken" if n < 4 else "kept"
                session.add(_promise(f"A{n:07d}", state, stated_at=THEN, due_at=THEN + timedelta(days=5)))
            for n, told in ((0, NOW), (1, None)):
                add_order(session, id=f"B{n:07d}", status="shipped", placed_at=PLACED)
                made = _promise(f"B{n:07d}", "open", stated_at=PLACED, due_at=NOW + timedelta(hours=3 + n))
                made.at_risk_at, made.told_at = NOW, told
                made.renewed_due_at = NOW + timedelta(days=3) if told else None
                session.add(made)
            _add_refund_and_answers(session)

    with served(tmp_path_factory.mktemp("promises"), fill) as app:
        yield app


def _add_refund_and_answers(session: Session) -> None:
    there = THEN + timedelta(days=3)
    returned = add_order(session, id="C0000000", status="returned")
    returned.payments.append(
        Payment(id="back", position=1, kind="refund", amount_cents=4500, created_at=THEN, settled_at=there)
    )
    session.flush()
    due = THEN + timedelta(days=4)
    session.add(_promise("C0000000", "kept", kind="refund", stated_at=THEN, due_at=due))
    for n, at in enumerate((THEN, NOW)):
        talk, _ = start(session, language="en")
        handoff = Handoff(id=f"h{n}", conversation_id=talk.id, reason="asked", card={}, requested_at=at)
        session.add(handoff)
        if at is THEN:
            answered = THEN + timedelta(minutes=12)
            session.add(
                Message(
                    id="said",
                    conversation_id=talk.id,
                    seq=1,
                    author="staff",
                    text="Hello",
                    created_at=answered,
                )
            )
        session.flush()
        made = _promise(
            None, "kept" if at is THEN else "open", kind="callback", conversation_id=talk.id,
            handoff_id=f"h{n}", customer_id=None, stated_at=at, due_at=at + timedelta(minutes=35),
            at_risk_at=None if at is THEN else NOW,
        )  # fmt: skip
        session.add(made)


def _promise(order: str | None, state: str, **more: object) -> Promise:
    fields = {"customer_id": "mei", "kind": "delivery", **more}
    return Promise(
        id=f"m:{fields['kind']}:{order or more['handoff_id']}",
        order_id=order,
        message_id="m",
        share=0.9,
        evidence=420,
        basis="",
        state=state,
        **fields,
    )


def opened(context: BrowserContext, app: LiveApp) -> tuple[Page, list[str]]:
    page, errors = signed_in(context, app)
    page.goto(f"{app.url}/console/promises")
    expect(page.get_by_test_id(f"promises-delivery-{MONTH}")).to_be_visible()
    return page, errors


def test_a_month_says_its_share_with_an_interval_and_opens_its_orders(
    shop: LiveApp, wide: BrowserContext, pictures: Path
) -> None:
    page, errors = opened(wide, shop)
    month = page.get_by_test_id(f"promises-delivery-{MONTH}")
    expect(month).to_contain_text("90\u00a0% kept; 95 % interval 77\u00a0% to 96\u00a0%")
    month.get_by_role("button").click()
    rows = month.get_by_test_id("promise")
    expect(rows).to_have_count(40)
    expect(rows.first).to_contain_text("broken")
    expect(rows.first).to_contain_text("420")
    expect(page.get_by_test_id(f"promises-delivery-{PLACED:%Y-%m}")).to_contain_text("not enough evidence")
    refunds, answers = (page.get_by_test_id(f"promises-{kind}-{MONTH}") for kind in ("refund", "callback"))
    refunds.get_by_role("button").click()
    expect(refunds.get_by_test_id("promise")).to_contain_text("#C0000000")
    answers.get_by_role("button").click()
    expect(answers.get_by_test_id("promise").get_by_role("link")).to_have_text("Open")
    assert not page.evaluate(OVERFLOWS)
    month.get_by_role("button").click()
    page.screenshot(path=pictures / "console-promises-1280.png", full_page=True)
    assert errors == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_fits_a_phone_in_both_languages(
    shop: LiveApp, narrow: BrowserContext, pictures: Path, language: str
) -> None:
    page, errors = opened(narrow, shop)
    if language == "zh":
        page.get_by_role("button", name="切换为中文").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("承诺")
    for kind in ("refund", "callback"):
        page.get_by_test_id(f"promises-{kind}-{MONTH}").get_by_role("button").click()
    expect(page.get_by_test_id("promise")).to_have_count(2)
    assert not page.evaluate(OVERFLOWS)
    page.screenshot(path=pictures / f"console-promises-{language}-375.png", full_page=True)
    assert errors == []


def test_the_desk_lists_promises_at_risk_until_somebody_has_looked_into_them(
    shop: LiveApp, wide: BrowserContext, pictures: Path
) -> None:
    page, errors = signed_in(wide, shop)
    tasks = page.get_by_test_id("promise-tasks")
    expect(tasks).to_contain_text("Promises at risk: 3")
    tasks.locator("summary").click()
    expect(tasks.locator("li").first).to_contain_text("Answer")
    expect(tasks.locator("li").nth(1)).to_contain_text("told: now")
    expect(tasks.locator("li").last).to_contain_text("the customer does not know yet")
    page.screenshot(path=pictures / "desk-promises-1280.png")
    for left in (2, 1):
        tasks.get_by_role("button", name="Looked into").last.click()
        expect(tasks).to_contain_text(f"Promises at risk: {left}")
    tasks.get_by_role("button", name="Looked into").click()
    expect(tasks).to_have_count(0)
    assert errors == []
