"""The widget as a customer uses it, in a page of Playwright's."""

from playwright.sync_api import FrameLocator, Locator, Page, expect

ANSWER_WITHIN = 15_000


class Widget:
    """The bubble and the panel on `page`."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.panel: FrameLocator = page.frame_locator("iframe")
        self.bubble = page.get_by_test_id("widget-bubble")

    def open(self) -> "Widget":
        self.bubble.click()
        return self.opened()

    def opened(self) -> "Widget":
        """Wait for a panel that opens by itself, as on the next page where it was open before."""
        expect(self.panel.get_by_test_id("composer")).to_be_visible(timeout=ANSWER_WITHIN)
        return self

    def say(self, text: str) -> None:
        """Type and press Enter; the message is shown as sent."""
        before = self.messages("customer").count()
        self.panel.get_by_test_id("composer").fill(text)
        self.panel.get_by_test_id("composer").press("Enter")
        expect(self.messages("customer")).to_have_count(before + 1)

    def press(self, title: str) -> None:
        """Press the quick reply or the card's button of that title."""
        self.panel.get_by_role("button", name=title, exact=True).last.click()

    def messages(self, author: str) -> Locator:
        return self.panel.locator(f'[data-testid="message"][data-author="{author}"]')

    def hears(self, text: str, author: str = "bot") -> None:
        """Wait until a message of `author` contains `text`."""
        expect(self.messages(author).filter(has_text=text).last).to_be_visible(timeout=ANSWER_WITHIN)

    def cards(self, kind: str) -> Locator:
        return self.panel.get_by_test_id(f"{kind}-card")


def shop_as(page: Page, url: str, customer_id: str) -> Widget:
    """Open the shop, choose the customer, open the assistant."""
    page.goto(url)
    expect(page.get_by_test_id("shop-product").first).to_be_visible()
    page.get_by_test_id("shop-as").click()
    page.locator(f'[data-testid="persona"][data-id="{customer_id}"]').click()
    return Widget(page).open()
