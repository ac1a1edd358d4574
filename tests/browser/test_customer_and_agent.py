"""One scenario over two pages: a customer in the demo shop, an agent at the desk."""

import json
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from engine.orders.service import OrderView, orders_of
from engine.serve.instance import Instance
from engine.store import Database
from engine.store.tables import Customer
from tests.browser.widget import ANSWER_WITHIN, Widget, shop_as

REPLY = "Hello, this is Mira. I am looking into it right now."


def a_persona_with_orders(stack: Instance, language: str) -> tuple[str, OrderView]:
    """A customer whom the shop lets one play, and an order of theirs."""
    database = Database(stack.settings.resolved_database_url)
    with database.session(writes=False) as session:
        for customer in session.scalars(select(Customer).order_by(Customer.id)):
            if not customer.attributes.get("persona") or customer.language != language:
                continue
            orders = orders_of(session, customer.id)
            if orders:
                database.dispose()
                return customer.id, orders[0]
    raise LookupError(f"no persona with orders speaks {language}")


def sign_in(page: Page, stack: Instance) -> None:
    """At the desk, as the agent that the demo made."""
    account = json.loads((stack.var_dir / "demo-agent.json").read_text())
    page.goto(f"{stack.url}/desk")
    page.get_by_test_id("signin-email").fill(account["email"])
    page.get_by_test_id("signin-password").fill(account["password"])
    page.get_by_test_id("signin-submit").click()
    expect(page.get_by_test_id("queue")).to_be_visible(timeout=ANSWER_WITHIN)


def in_light_and_dark(page: Page, folder: Path, name: str) -> None:
    """Two screenshots, `name`-1280.png and `name`-dark-1280.png."""
    page.screenshot(path=folder / f"{name}-1280.png")
    page.emulate_media(color_scheme="dark")
    page.screenshot(path=folder / f"{name}-dark-1280.png")
    page.emulate_media(color_scheme="light")


def test_from_the_first_question_to_a_persons_answer(
    stack: Instance, wide: BrowserContext, browser: Browser, pictures: Path
) -> None:
    customer_id, order = a_persona_with_orders(stack, "en")
    page = wide.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    widget = shop_as(page, stack.url, customer_id)

    widget.say(f"Where is my order {order.display_id}?")
    expect(widget.panel.get_by_text(order.display_id).last).to_be_visible(timeout=ANSWER_WITHIN)
    expect(widget.panel.get_by_text(order.lines[0].name["en"]).last).to_be_visible()

    widget.say("Can you recommend something for me?")
    expect(widget.cards("product").first).to_be_visible(timeout=ANSWER_WITHIN)
    expect(widget.cards("product").first.get_by_test_id("reason")).not_to_be_empty()
    in_light_and_dark(page, pictures, "shop")

    widget.say("I want to talk to a person")
    expect(widget.panel.get_by_test_id("state-line")).to_contain_text("waiting", timeout=ANSWER_WITHIN)

    desk_context = browser.new_context(viewport={"width": 1280, "height": 800})
    desk = desk_context.new_page()
    broken: list[str] = []
    desk.on("pageerror", lambda error: broken.append(str(error)))
    sign_in(desk, stack)
    desk.get_by_test_id("queue-row").first.click()
    expect(desk.get_by_test_id("handoff-card")).to_be_visible(timeout=ANSWER_WITHIN)
    expect(desk.get_by_test_id("transcript")).to_contain_text("I want to talk to a person")
    expect(desk.get_by_test_id("nlu-mark").last).to_be_visible()
    expect(desk.get_by_test_id("recommendations")).to_be_visible(timeout=ANSWER_WITHIN)
    desk.get_by_test_id("claim").click()
    desk.get_by_test_id("reply-box").fill(REPLY)
    desk.get_by_test_id("send-reply").click()
    in_light_and_dark(desk, pictures, "desk")

    widget.hears(REPLY, author="staff")
    expect(widget.panel.get_by_test_id("state-line")).to_contain_text("Mira")
    widget.say("Thank you, that helps")
    expect(desk.get_by_test_id("transcript")).to_contain_text("Thank you, that helps", timeout=ANSWER_WITHIN)
    desk.get_by_test_id("resolve").click()
    expect(desk.get_by_test_id("queue-row")).to_have_count(0, timeout=ANSWER_WITHIN)
    desk.set_viewport_size({"width": 375, "height": 667})
    desk.reload()
    expect(desk.get_by_test_id("transcript")).to_contain_text("Thank you, that helps", timeout=ANSWER_WITHIN)
    desk.screenshot(path=pictures / "desk-375.png")
    desk.set_viewport_size({"width": 1280, "height": 800})
    desk.goto(f"{stack.url}/desk")
    expect(desk.get_by_test_id("queue")).to_be_visible(timeout=ANSWER_WITHIN)
    desk.screenshot(path=pictures / "desk-empty-1280.png")
    assert broken == []
    desk_context.close()
    page.screenshot(path=pictures / "answered-1280.png")
    strangers = [url for url in asked if not url.startswith((stack.url, "data:", "blob:"))]
    assert strangers == [], "the page asked somebody else"


def test_a_chinese_customer_on_a_phone(stack: Instance, narrow: BrowserContext, pictures: Path) -> None:
    customer_id, order = a_persona_with_orders(stack, "zh")
    page = narrow.new_page()
    page.goto(stack.url)
    page.get_by_test_id("shop-language").click()
    expect(page.get_by_test_id("shop-product").first).to_contain_text("S$")
    expect(page.get_by_test_id("shop-as")).to_be_visible()
    page.screenshot(path=pictures / "shop-375-zh.png")
    widget = shop_as(page, stack.url, customer_id)
    box = page.locator("iframe").bounding_box()
    assert box is not None
    assert (round(box["width"]), round(box["height"])) == (375, 667), "the panel does not fill a phone"
    widget.say(f"我的订单{order.display_id}到哪了？")
    expect(widget.panel.get_by_text(order.lines[0].name["zh"]).last).to_be_visible(timeout=ANSWER_WITHIN)
    widget.say("有什么推荐的吗？")
    expect(widget.cards("product").first).to_be_visible(timeout=ANSWER_WITHIN)
    page.screenshot(path=pictures / "widget-375-zh.png")
    widget.say("转人工")
    expect(widget.panel.get_by_test_id("state-line")).to_contain_text("排队", timeout=ANSWER_WITHIN)


def test_the_conversation_goes_on_across_pages(stack: Instance, wide: BrowserContext) -> None:
    page = wide.new_page()
    page.goto(stack.url)
    widget = Widget(page).open()
    widget.say("What does delivery cost?")
    expect(widget.messages("bot").last).to_be_visible(timeout=ANSWER_WITHIN)
    page.get_by_test_id("shop-product").first.get_by_role("link").first.click()
    page.reload()
    again = Widget(page).opened()
    expect(again.messages("customer").filter(has_text="What does delivery cost?")).to_have_count(1)
