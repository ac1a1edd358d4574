"""Order numbers as customers type them."""

import unicodedata

import regex

_WHOLE = regex.compile(r"#?\s*([A-Z])?[\s#-]*((?:\d[\s-]*){7})")
_IN_TEXT = regex.compile(r"(?<![A-Z0-9])(?:([A-Z])-?|#\s*)(\d(?:[ -]?\d){6})(?!\d)")


def normalise_order_id(text: str) -> str | None:
    """The order number in `text` as it is stored: "#w123 4567" -> "W1234567"; None where there is none.

    Takes '#', spaces, hyphens, lower case and full-width characters. Seven digits that stand alone
    are returned without a letter (`find_order` looks for the one order that they end). In a longer
    text the number needs its letter or a '#'; None too where the text holds two different numbers.
    """
    plain = unicodedata.normalize("NFKC", text).upper().strip()
    if whole := _WHOLE.fullmatch(plain):
        return (whole[1] or "") + _digits(whole[2])
    found = {letter + _digits(digits) for letter, digits in _IN_TEXT.findall(plain)}
    return found.pop() if len(found) == 1 else None


def display_order_id(order_id: str) -> str:
    """An order number as customers see it: "W1234567" -> "#W1234567"."""
    return f"#{order_id}"


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(character)) for character in text if character.isdigit())
