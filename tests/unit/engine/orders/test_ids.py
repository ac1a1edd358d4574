"""Order numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.orders.ids import display_order_id, normalise_order_id


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("W1234567", "W1234567"),
        ("#w123 4567", "W1234567"),
        (" # W 123-4567 ", "W1234567"),
        ("＃Ｗ１２３４５６７", "W1234567"),
        ("ｗ１２３ ４５６７", "W1234567"),
        ("1234567", "1234567"),
        ("#1234567", "1234567"),
        ("my order is W1234567, thanks", "W1234567"),
        ("我的订单号是#W1234567，谢谢", "W1234567"),
        ("订单W1234567到哪里了", "W1234567"),
        ("order #1234567 please", "1234567"),
        ("W1234567 (again: w1234567)", "W1234567"),
    ],
)
def test_number_is_found_however_it_is_typed(typed: str, stored: str) -> None:
    assert normalise_order_id(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "hello",
        "W123456",
        "W12345678",
        "call 555 123 4567",
        "13812345678",
        "XW1234567",
        "W1234567 or W7654321",
    ],
)
def test_other_texts_hold_no_number(typed: str) -> None:
    assert normalise_order_id(typed) is None


@given(
    letter=st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    digits=st.integers(0, 9_999_999).map(lambda n: f"{n:07d}"),
    gap=st.sampled_from(["", " ", "-"]),
    hash_sign=st.sampled_from(["", "#", "＃", "# "]),
    lower=st.booleans(),
    full_width=st.booleans(),
)
def test_every_spelling_of_a_number_is_the_same_number(
    *, letter: str, digits: str, gap: str, hash_sign: str, lower: bool, full_width: bool
) -> None:
    typed = letter + digits[:3] + gap + digits[3:]
    typed = typed.lower() if lower else typed
    if full_width:
        typed = "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in typed)
    assert normalise_order_id(hash_sign + typed) == letter + digits


@given(st.text())
def test_result_is_none_or_a_fixed_point(text: str) -> None:
    found = normalise_order_id(text)
    assert found is None or (normalise_order_id(found) == found and found[-7:].isascii())


def test_display_puts_the_sign_in_front() -> None:
    assert display_order_id("W1234567") == "#W1234567"
