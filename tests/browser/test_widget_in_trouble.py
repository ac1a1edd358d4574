"""What the widget does where sockets are barred, the line is cut, or somebody types HTML."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from engine.serve.instance import Instance
from tests.browser.widget import ANSWER_WITHIN, Widget


def test_without_sockets_it_polls(stack: Instance, wide: BrowserContext) -> None:
    page = wide.new_page()
    page.route_web_socket("**/socket*", lambda socket: socket.close())
    page.goto(stack.url)
    widget = Widget(page).open()
    widget.say("What does delivery cost?")
    expect(widget.messages("bot").last).to_be_visible(timeout=2 * ANSWER_WITHIN)


class Line:
    """The way from a page's panel to the chat API, which can be cut."""

    def __init__(self, page: Page) -> None:
        self.cut = False
        page.route("**/api/v1/chat/**", lambda route: route.abort() if self.cut else route.fallback())
        page.route_web_socket(
            "**/socket*", lambda socket: socket.close() if self.cut else socket.connect_to_server()
        )


def test_an_unsent_message_is_kept_and_sent_once(stack: Instance, wide: BrowserContext) -> None:
    question = "What is your return policy?"
    page = wide.new_page()
    line = Line(page)
    page.goto(stack.url)
    widget = Widget(page).open()
    widget.say("hello")
    expect(widget.messages("bot").last).to_be_visible(timeout=ANSWER_WITHIN)
    answers = widget.messages("bot").count()
    line.cut = True
    page.reload()
    widget.opened().say(question)
    page.reload()
    expect(widget.opened().messages("customer").filter(has_text=question)).to_have_count(1)
    line.cut = False
    expect(widget.messages("bot").nth(answers)).to_be_visible(timeout=2 * ANSWER_WITHIN)
    page.reload()
    expect(widget.opened().messages("bot").nth(answers)).to_be_visible(timeout=ANSWER_WITHIN)
    expect(widget.messages("customer").filter(has_text=question)).to_have_count(1)


def test_html_and_script_links_stay_text(stack: Instance, wide: BrowserContext) -> None:
    page = wide.new_page()
    alarms: list[str] = []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    page.goto(stack.url)
    widget = Widget(page).open()
    evil = '<img src=x onerror=alert(1)> [click](javascript:alert(2)) <a href="javascript:alert(3)">x</a>'
    widget.say(evil)
    expect(widget.messages("customer").last).to_contain_text("<img src=x onerror=alert(1)>")
    expect(widget.messages("bot").last).to_be_visible(timeout=ANSWER_WITHIN)
    assert widget.panel.locator('[data-testid="message-list"] img').count() == 0
    assert widget.panel.locator('a[href^="javascript"]').count() == 0
    assert alarms == []


@pytest.fixture
def another_site(stack: Instance, tmp_path: Path) -> Iterator[str]:
    """A shop's page on an origin of its own, with the one script tag."""
    (tmp_path / "index.html").write_text(
        f"<!doctype html><title>Another shop</title><h1>Another shop</h1>"
        f'<script src="{stack.url}/widget.js" data-language="en" async></script>'
    )
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_address[1]}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_one_script_tag_on_any_page(another_site: str, wide: BrowserContext) -> None:
    page = wide.new_page()
    page.goto(another_site)
    widget = Widget(page).open()
    widget.say("What does delivery cost?")
    expect(widget.messages("bot").last).to_be_visible(timeout=ANSWER_WITHIN)
