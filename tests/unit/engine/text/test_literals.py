"""Masking of what identifies a person."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.text.literals import find_literals, passes_luhn
from engine.text.redact import redact


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("write to Mei.Li+shop@example.co.uk please", "write to [email] please"),
        ("我的邮箱是mei@example.com谢谢", "我的邮箱是[email]谢谢"),
        ("ｍｅｉ＠example．com", "[email]"),
        ("call +1 (555) 123-4567 today", "call [phone] today"),
        ("(020) 7946 0018", "[phone]"),
        ("电话13812345678。", "电话[phone]。"),
        ("电话１３８１２３４５６７８", "电话[phone]"),
        ("card 4111 1111 1111 1111, thanks", "card [card], thanks"),
        ("4111-1111-1111-1111", "[card]"),
        ("mei@example.com, 13812345678 and 4111111111111111", "[email], [phone] and [card]"),
    ],
)
def test_personal_data_is_masked(text: str, masked: str) -> None:
    assert redact(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "order #W1234567 of 2026-11-20 for 1,234.50",
        "订单 W1234567 什么时候到",
        "w123 4567",
        "#1234567",
        "parcel 357962501027",
        "delivered 20/11/2026",
        "size 38, 2 pieces, 19.99 each",
        "4111 1111 1111 1112",
        "",
    ],
)
def test_what_the_desk_needs_stays(text: str) -> None:
    assert redact(text) == text


@given(st.text())
def test_text_without_digits_and_signs_is_left_as_it_is(text: str) -> None:
    if not any(character.isdecimal() or character in "@＠﹫" for character in text):
        assert redact(text) == text


@given(st.text(alphabet="a1@.- ()+#W４邮", max_size=60))
def test_found_things_never_overlap_and_masking_twice_changes_nothing(text: str) -> None:
    found = find_literals(text)
    assert all(one.end <= after.start for one, after in pairwise(found))
    assert redact(redact(text)) == redact(text)


@given(st.text(alphabet="0123456789", min_size=12, max_size=18))
def test_every_card_number_with_its_check_digit_is_masked(digits: str) -> None:
    card = next(digits + check for check in "0123456789" if passes_luhn(digits + check))
    assert redact(f"card {card}!") == "card [card]!"
