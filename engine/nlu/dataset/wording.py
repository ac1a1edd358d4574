"""The words of an example: fit for a line of a file, and normalised for comparing."""

import unicodedata

from engine.errors import Invalid


def clean(text: str) -> str:
    """The text as one line: runs of white space become one space, characters that YAML cannot hold go.

    Raises Invalid where nothing is left.
    """
    printable = "".join(character for character in text if _fits(character) or character.isspace())
    line = " ".join(printable.split())
    if not line:
        raise Invalid("An example needs words. Write what a customer would say.")
    return line


def _fits(character: str) -> bool:
    """YAML 1.2 section 5.1, and not one of the marks that make a file look like another encoding."""
    code = ord(character)
    if code < 0xA0:  # noqa: PLR2004
        return 0x20 <= code < 0x7F  # noqa: PLR2004
    return not (0xD800 <= code < 0xE000 or code in (0xFEFF, 0xFFFE, 0xFFFF))  # noqa: PLR2004


def normalised(text: str) -> str:
    """Lower case, full-width characters as ordinary ones, no punctuation: what makes two messages the same.

    A text of nothing but signs ("??", an emoji) stays as it is.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(" " if _is_sign(character) else character for character in plain)
    return " ".join(kept.split()) or plain.strip()


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PSZ"
