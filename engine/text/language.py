"""Which of our two languages a message is written in."""

from typing import Literal

import regex

Language = Literal["en", "zh"]

_HAN = regex.compile(r"\p{Han}")
_WORD = regex.compile(r"[\p{L}--\p{Han}]+", flags=regex.VERSION1)
_NOT_PROSE = regex.compile(r"https?://\S+|\S+@\S+|[#＃]?\b[A-Za-z]?\d[\w-]*")

HAN_SHARE = 0.25
"""A Chinese sentence keeps brand names and sizes in Latin letters, an English one has no Han characters
but in a quoted name; a quarter of the units separates the two."""


def detect(text: str, previous: Language = "en") -> Language:
    """ "zh" where Han characters make up a quarter of the text's words, else "en".

    One Han character counts as a word, so does one run of other letters. Order numbers, addresses
    of e-mail and web pages tell nothing; a text without any letters keeps `previous`.
    """
    prose = _NOT_PROSE.sub(" ", text)
    han = len(_HAN.findall(prose))
    words = len(_WORD.findall(prose))
    if han + words == 0:
        return previous
    return "zh" if han / (han + words) >= HAN_SHARE else "en"
