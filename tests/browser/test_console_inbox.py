"""An admin works the inbox with the keyboard alone, sees every line that will change, and writes them.

The turn engine is a scripted one: what is tested is the way from a message that was not understood to a line
of the training data, here of a copy.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from engine.accounts.staff import create_staff
from engine.settings import ROOT, Settings
from engine.store import Database
from tests.api.live_app import LiveApp
from tests.api.turn_server import TurnServer, said
from tests.visitor import Visitor

PASSWORD = "correct horse battery"
expect.set_options(timeout=20_000)
BEAM = "could you beam W7654321 over to my sister"
MOON = "is the moon lamp made of cheese"
SPAM = "asdf jkl qwertz"


@pytest.fixture
def bot_dir(tmp_path: Path) -> Path:
    """A copy of the project's data, free to be edited."""
    copy = tmp_path / "copy" / "rasa_bot"
    for part in ("data", "domain", "frozen"):
        shutil.copytree(ROOT / "rasa_bot" / part, copy / part)
    shutil.copy(ROOT / "rasa_bot" / "meanings.yml", copy)
    return copy


@pytest.fixture
def app(database: Database, tmp_path: Path, bot_dir: Path) -> Iterator[LiveApp]:
    server = TurnServer()
    server.start()
    server.script = guesses
    settings = Settings(
        var_dir=tmp_path,
        database_url=database.url,
        rasa_url=server.url,
        turn_secret=server.secret,
        shop_secret="shop-secret-of-the-tests",
        bot_dir=bot_dir,
    )
    with database.session() as session:
        create_staff(session, "ada@example.com", "Ada", "admin", PASSWORD)
    app = LiveApp(settings)
    app.start()
    yield app
    app.stop()
    server.stop()


def guesses(request: dict[str, Any]) -> dict[str, Any]:
    """Not understood, with two guesses that are both beside the point."""
    answer = said("Pardon?", intent="nlu_fallback", slots={"not_understood": request["message_id"]})
    names = (("nlu_fallback", 0.8), ("track_order", 0.2), ("promo_code", 0.1))
    answer["nlu"]["intent_ranking"] = [{"name": name, "confidence": sure} for name, sure in names]
    return answer


def ask(app: LiveApp, *messages: str) -> None:
    """Each message from a customer of its own: two in one conversation would bring a person."""
    for text in messages:
        with Visitor(app.url) as visitor:
            visitor.say(text, until="Pardon?")


def signed_in(context: BrowserContext, app: LiveApp, place: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(app.url + place)
    page.get_by_test_id("signin-email").fill("ada@example.com")
    page.get_by_test_id("signin-password").fill(PASSWORD)
    page.keyboard.press("Enter")
    return page


def added_lines(before: dict[Path, str]) -> dict[Path, list[str]]:
    """The lines that files have now and had not, of those that differ."""
    found: dict[Path, list[str]] = {}
    for file, text in before.items():
        old, new = text.splitlines(), file.read_text().splitlines()
        if old != new:
            found[file] = [line for line in new if line not in old]
            assert [line for line in new if line not in found[file]] == old
    return found


def select_words(page: Page, words: str) -> None:
    """Select a part of the shown message, as a mouse would."""
    page.get_by_test_id("marked-text").evaluate(
        """(box, words) => {
            const range = document.createRange();
            const start = box.firstChild.data.indexOf(words);
            range.setStart(box.firstChild, start);
            range.setEnd(box.firstChild, start + words.length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        words,
    )


@pytest.mark.browser
def test_messages_are_labelled_by_keyboard_and_written_as_shown(
    app: LiveApp, wide: BrowserContext, bot_dir: Path, pictures: Path
) -> None:
    ask(app, SPAM, MOON, BEAM)
    orders, products = (bot_dir / f"data/nlu/en/{topic}.yml" for topic in ("orders", "products"))
    before = {file: file.read_text() for file in (bot_dir / "data").rglob("*.*")}
    page = signed_in(wide, app, "/console")
    rows, card, chosen = (page.get_by_test_id(name) for name in ("inbox-row", "label-card", "chosen-intent"))
    expect(rows).to_have_count(3)

    # The newest first, disguised, with the order number marked; the first guess is right.
    expect(card).to_contain_text("could you beam W1234567")
    expect(chosen).to_contain_text("track_order")
    for key, intent in (("2", "promo_code"), ("1", "track_order")):
        page.keyboard.press(key)
        expect(chosen).to_contain_text(intent)
    page.keyboard.press("s")
    page.keyboard.press("s")
    expect(page.get_by_test_id("intent-help")).to_contain_text("Where is my order")
    page.screenshot(path=pictures / "console-inbox.png")
    page.keyboard.press("Enter")

    # No guess is right: the intent is found by its name. Its text is mended on the way.
    expect(rows).to_have_count(2)
    expect(card).to_contain_text(MOON)
    page.keyboard.press("/")
    page.keyboard.type("product q")
    page.keyboard.press("Enter")
    expect(chosen).to_contain_text("product_info")
    page.keyboard.press("e")
    field = page.get_by_test_id("label-text")
    expect(field).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(" or of stone")
    page.keyboard.press("Escape")
    select_words(page, "moon lamp")
    expect(page.locator(".entity-keys")).to_be_visible()
    page.keyboard.press("2")
    expect(page.locator("mark[data-entity=Product]")).to_have_text("moon lamp")
    page.keyboard.press("Enter")

    # This one teaches nothing.
    expect(card).to_contain_text(SPAM)
    page.keyboard.press("x")
    expect(rows).to_have_count(0)
    expect(page.get_by_text("Nothing to label")).to_be_visible()
    assert {file: file.read_text() for file in before} == before

    page.get_by_test_id("review").click()
    diff = page.get_by_test_id("diff")
    expect(diff).to_contain_text("+      - could you beam [W1234567](order_id) over to my sister")
    expect(diff).to_contain_text("+      - is the [moon lamp](product) made of cheese or of stone")
    expect(diff).to_contain_text("+could you beam W1234567 over to my sister,neutral")
    page.screenshot(path=pictures / "console-changes.png")
    page.get_by_test_id("write").click()
    expect(page.get_by_test_id("written")).to_contain_text("2 labels written into 3 files")

    assert added_lines(before) == {
        orders: ["      - could you beam [W1234567](order_id) over to my sister"],
        products: ["      - is the [moon lamp](product) made of cheese or of stone"],
        bot_dir / "data/sentiment/en.csv": ["could you beam W1234567 over to my sister,neutral"],
    }
    page.get_by_test_id("state-written").click()
    expect(rows).to_have_count(2)


@pytest.mark.browser
def test_a_label_that_contradicts_the_data_is_named_before_anything_is_written(
    app: LiveApp, wide: BrowserContext, bot_dir: Path
) -> None:
    ask(app, "Where is my order?!")
    page = signed_in(wide, app, "/console")
    page.get_by_test_id("inbox-row").wait_for()
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    page.get_by_test_id("review").click()
    problem = page.get_by_test_id("problem-line").first
    expect(problem).to_contain_text("Nearly the same under two intents")
    expect(problem).to_contain_text("rasa_bot/data/nlu/en/orders.yml:")
    expect(page.get_by_test_id("write")).to_be_disabled()
    problem.get_by_role("button").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_test_id("label-card")).to_contain_text("Where is my order?!")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("review")).to_be_enabled()
    page.get_by_test_id("review").click()
    expect(page.get_by_test_id("diff")).to_contain_text("+      - Where is my order?!")


@pytest.mark.browser
def test_an_example_is_edited_in_its_place_on_a_phone(
    app: LiveApp, narrow: BrowserContext, bot_dir: Path
) -> None:
    file = bot_dir / "data/nlu/en/orders.yml"
    before = file.read_text()
    page = signed_in(narrow, app, "/console/data")
    page.get_by_test_id("example-search").fill("tracking number pls")
    row = page.get_by_test_id("example").filter(has_text="tracking number pls")
    row.get_by_role("button", name="Edit").click()
    page.get_by_test_id("example-text").fill("tracking number pretty pls")
    page.get_by_role("button", name="Save").click()
    page.get_by_test_id("example-search").fill("pretty pls")
    expect(page.get_by_test_id("example").filter(has_text="tracking number pretty pls")).to_have_count(1)
    assert file.read_text() == before.replace("tracking number pls", "tracking number pretty pls")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
def test_agents_see_the_desk_and_no_console(
    app: LiveApp, database: Database, browser: Browser, wide: BrowserContext
) -> None:
    with database.session() as session:
        create_staff(session, "mira@example.com", "Mira", "agent", PASSWORD)
    page = wide.new_page()
    page.goto(app.url + "/console")
    page.get_by_test_id("signin-email").fill("mira@example.com")
    page.get_by_test_id("signin-password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("queue")).to_be_visible()
    expect(page.get_by_role("link", name="Console")).to_have_count(0)
