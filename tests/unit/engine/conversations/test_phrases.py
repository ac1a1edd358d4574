"""The system's own words."""

import string

import pytest

from engine.conversations.phrases import PHRASES


@pytest.mark.parametrize("key", PHRASES)
def test_every_phrase_is_there_in_both_languages_with_the_same_places(key: str) -> None:
    english, chinese = PHRASES[key]["en"], PHRASES[key]["zh"]
    places = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (english, chinese)
    ]
    assert places[0] == places[1]
    assert any("\u4e00" <= char <= "\u9fff" for char in chinese)
    assert "!" not in english + chinese
    assert "！" not in chinese
