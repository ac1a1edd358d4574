"""Text from a person, made fit to store."""

import re
import unicodedata
from typing import Final

from engine.errors import EmptyText, TooLong

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_INVISIBLE: Final = ("Z", "C")
"""Unicode categories (separators, controls and format characters) that show nothing by themselves."""


def clean_text(text: str, max_chars: int) -> str:
    """`text` without control characters (but newline and tab), lone surrogates replaced by U+FFFD.

    CR LF and CR become newlines. Raises TooLong above `max_chars`, EmptyText where nothing visible is left.
    """
    if len(text) > max_chars:
        raise TooLong(f"The message is too long: {len(text):,} characters. Please keep it to {max_chars:,}.")
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    cleaned = _SURROGATE.sub("\ufffd", _CONTROL.sub("", lines)).strip()
    if not any(unicodedata.category(char)[0] not in _INVISIBLE for char in cleaned):
        raise EmptyText("There is nothing to send. Please write something first.")
    return cleaned
