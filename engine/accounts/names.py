"""Names and postcodes in one shape for comparison."""

import unicodedata

import regex

# Letters that Unicode does not decompose into a base letter and an accent.
_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
_HAN = regex.compile(r"\p{Han}")
_MARKS = regex.compile(r"\p{M}|[^\p{L}\p{N}]")


def fold(text: str) -> str:
    """`text` without case, accents, spaces and punctuation: "José  O'Neil" -> "joseoneil"."""
    wide = unicodedata.normalize("NFKC", text).casefold().translate(_STROKES)
    return _MARKS.sub("", unicodedata.normalize("NFKD", wide))


def same_name(given: str, first_name: str, last_name: str) -> bool:
    """Is `given` this person's whole name, first or last name first ("Mei Li", "Li Mei", "李梅")?"""
    first, last = fold(first_name), fold(last_name)
    return bool(first and last) and fold(given) in (first + last, last + first)


def call_name(first_name: str, last_name: str) -> str:
    """What to call somebody: the first name, of Chinese names the whole name; "" where unknown."""
    whole = f"{last_name}{first_name}"
    return whole if _HAN.search(whole) else first_name


def whole_name(first_name: str, last_name: str) -> str:
    """First and last name as they are written in a row: "Mei Li", "李梅"; "" where unknown."""
    whole = f"{last_name}{first_name}"
    return whole if _HAN.search(whole) else f"{first_name} {last_name}".strip()


def fold_postcode(text: str) -> str:
    """A postcode without spaces and hyphens, upper case: "sw1a 1aa" -> "SW1A1AA"."""
    return fold(text).upper()
