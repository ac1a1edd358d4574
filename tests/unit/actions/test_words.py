"""Words in both languages."""

from datetime import UTC, datetime

from actions.words import Voice, address_text, format_date, join_words, line_text, method_word, refund_text
from engine.orders.views import LineView, MethodView, RefundView


def line(quantity: int = 1) -> LineView:
    return LineView(
        "W1-0",
        "bottle",
        "b-1",
        {"en": "Bottle", "zh": "水壶"},
        {"size": "1 l", "color": "blue"},
        quantity,
        2000,
    )


def refund(*, immediate: bool = False, due: bool = False) -> RefundView:
    low, high = (0, 0) if immediate else (5, 7)
    return RefundView(12345, "credit_card", immediate, low, high, last_four="9212", due=due)


def test_dates() -> None:
    day = datetime(2026, 11, 4, tzinfo=UTC)
    assert (format_date(day, "en"), format_date(day, "zh")) == ("4 Nov 2026", "2026年11月4日")


def test_lists() -> None:
    assert join_words(["a", "b", "c"], "en") == "a, b and c"
    assert join_words(["甲", "乙", "丙"], "zh") == "甲、乙和丙"
    assert join_words([], "en") == ""


def test_lines() -> None:
    assert line_text(line(2), Voice("en")) == "Bottle (1 l, blue) × 2"
    assert line_text(line(), Voice("zh", {"blue": "蓝色"})) == "水壶（1 l，蓝色）"


def test_methods_do_not_show_more_than_the_last_digits() -> None:
    card = MethodView("card-1", "credit_card", "visa", "9212")
    assert method_word(card, "en") == "credit card ending in 9212"
    assert method_word(card, "zh") == "信用卡（尾号 9212）"


def test_refunds_say_how_much_where_and_when() -> None:
    assert refund_text(refund(), "USD", "en") == (
        "$123.45 goes back to your credit card ending in 9212 in 5 to 7 business days."
    )
    assert "right away" in refund_text(refund(immediate=True), "USD", "en")
    assert "5 to 7 business days after the goods are back" in refund_text(refund(due=True), "USD", "en")
    assert refund_text(refund(due=True), "CNY", "zh") == (
        "收到退货后将 ¥123.45 退回您的信用卡（尾号 9212），需 5 到 7 个工作日。"
    )


def test_addresses_go_from_large_to_small_in_chinese() -> None:
    address = {"line1": "世纪大道100号", "city": "上海市", "country": "中国", "line2": None}
    assert address_text(address, "zh") == "中国，上海市，世纪大道100号"
    assert address_text(address, "en") == "世纪大道100号, 上海市, 中国"
