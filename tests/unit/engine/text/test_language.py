"""Language, localised texts, money, words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.text.language import Language, detect
from engine.text.localized import localized
from engine.text.money import format_money
from engine.text.tokens import pipeline, words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where is my order?", "en"),
        ("我的订单到哪了", "zh"),
        ("我想退 iPhone 15 Pro Max", "zh"),
        ("Do you have the 茶 set in blue, and when does it ship?", "en"),
        ("T-shirt有货吗", "zh"),
        ("退货 W1234567", "zh"),
        ("谢谢 thanks", "zh"),
        ("¿dónde está mi pedido?", "en"),
    ],
)
@pytest.mark.parametrize("previous", ["en", "zh"])
def test_language_follows_the_script(text: str, language: str, previous: Language) -> None:
    assert detect(text, previous) == language


@pytest.mark.parametrize(
    "text", ["", "W1234567", "#w1234567", "?!", "42", "mei@example.com", "👍", "https://a.b/c"]
)
@pytest.mark.parametrize("previous", ["en", "zh"])
def test_text_that_tells_nothing_keeps_the_language(text: str, previous: Language) -> None:
    assert detect(text, previous) == previous


def test_localized_falls_back_to_english_then_to_any() -> None:
    assert localized({"en": "Lamp", "zh": "台灯"}, "zh") == "台灯"
    assert localized({"en": "Lamp", "zh": ""}, "zh") == "Lamp"
    assert localized({"zh": "台灯"}, "en") == "台灯"
    assert localized({}, "en") == ""
    assert localized(None, "en") == ""


@pytest.mark.parametrize(
    ("cents", "currency", "language", "text"),
    [
        (0, "USD", "en", "$0.00"),
        (-123_456, "USD", "en", "-$1,234.56"),
        (199, "EUR", "zh", "€1.99"),
        (1999, "CNY", "zh", "¥19.99"),
        (1999, "CNY", "en", "CN¥19.99"),
        (1200, "CHF", "en", "CHF 12.00"),
        (1200, "JPY", "en", "¥1,200"),
        (1999, "USD", "zh", "US$19.99"),
    ],
)
def test_money_is_written_as_people_write_it(cents: int, currency: str, language: str, text: str) -> None:
    assert format_money(cents, currency, language) == text


@given(st.integers(-(10**12), 10**12))
def test_no_cent_is_lost_in_writing(cents: int) -> None:
    assert round(float(format_money(cents, "USD").replace("$", "").replace(",", "")) * 100) == cents


def test_words_keep_numbers_and_addresses_whole() -> None:
    assert words("Where is order #W123 4567, mail a.b@c.com!", "en") == [
        "where", "is", "order", "#w123 4567", "mail", "a.b@c.com",
    ]  # fmt: skip
    chinese = words("我想退货，订单号W1234567，邮箱a.b@c.com", "zh")
    assert {"退货", "w1234567", "a.b@c.com"} <= set(chinese)
    assert "，" not in chinese


def test_stop_words_can_be_left_out() -> None:
    assert words("Where is the lamp", "en", stop_words=False) == ["lamp"]
    assert "的" not in words("我的台灯", "zh", stop_words=False)


def test_literals_are_entities_of_the_pipeline() -> None:
    doc = pipeline("zh")("电话13812345678，订单W1234567")
    assert {ent.text: ent.label_ for ent in doc.ents} == {"13812345678": "phone", "W1234567": "order_id"}
