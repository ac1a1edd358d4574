"""Which language a message is in."""

import pytest

from rasa_bot.components.language import detect
from rasa_bot.components.tokenizer import split


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where is my order?", "en"),
        ("我的订单到哪了", "zh"),
        ("我的 iPhone 坏了", "zh"),
        ("订单W1234567什么时候到", "zh"),
        ("What does 你好 mean in the mail you sent?", "en"),
        ("退货 order W1234567", "zh"),
        ("Straße café", "en"),
    ],
)
def test_script_decides(text: str, language: str) -> None:
    assert detect(text, "zh" if language == "en" else "en") == language


@pytest.mark.parametrize(
    "text", ["W1234567", "#a1000234", "mei.chen@example.com", "XL", "ok", "😡😡", "12345", "", "？！"]
)
@pytest.mark.parametrize("previous", ["en", "zh"])
def test_text_that_says_nothing_keeps_the_language(text: str, previous: str) -> None:
    assert detect(text, previous) == previous


def test_nothing_known_means_english() -> None:
    assert detect("12345", None) == detect("12345", "fr") == "en"


def test_tokens_of_mixed_text_stand_where_they_are_found() -> None:
    text = "我的order W1234567, don't 到！mail a.b@c.com"
    tokens = split(text)
    assert all(text[start : start + len(word)] == word for word, start in tokens)
    assert [word for word, _ in tokens if word.isascii()] == [
        "order",
        "W1234567",
        ",",
        "don't",
        "mail",
        "a.b@c.com",
    ]
