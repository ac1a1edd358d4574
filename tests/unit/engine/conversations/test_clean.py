"""Text from a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.conversations.clean import clean_text
from engine.errors import EmptyText, TooLong

ANYTHING = st.text(st.characters(codec=None), max_size=60)


@given(ANYTHING)
def test_what_is_stored_can_be_encoded_and_shows_something(text: str) -> None:
    try:
        cleaned = clean_text(text, 100)
    except EmptyText:
        return
    assert cleaned.encode()
    assert cleaned == cleaned.strip()
    assert not any(ord(char) < 32 and char not in "\n\t" for char in cleaned)
    assert clean_text(cleaned, 100) == cleaned


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=60))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert clean_text(text, 100) == text


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\x00", "\u200b\u3000", "\u2060\ufeff"])
def test_nothing_to_see_is_empty(text: str) -> None:
    with pytest.raises(EmptyText):
        clean_text(text, 100)


def test_the_longest_text_passes_and_one_more_does_not() -> None:
    assert len(clean_text("x" * 100, 100)) == 100
    with pytest.raises(TooLong, match="101 characters"):
        clean_text("x" * 101, 100)


def test_an_emoji_with_a_joiner_is_text() -> None:
    assert clean_text("👩\u200d🚀", 10) == "👩\u200d🚀"
