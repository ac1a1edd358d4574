"""Names as they are written and called."""

import pytest

from engine.accounts.names import call_name, whole_name


@pytest.mark.parametrize(
    ("first", "last", "whole", "called"),
    [
        ("Mei", "Li", "Mei Li", "Mei"),
        ("思远", "冯", "冯思远", "冯思远"),
        ("Ann", "", "Ann", "Ann"),
        ("", "", "", ""),
    ],
)
def test_names_are_put_together_as_their_language_does(
    first: str, last: str, whole: str, called: str
) -> None:
    assert whole_name(first, last) == whole
    assert call_name(first, last) == called
