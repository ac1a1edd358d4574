"""Numbers in words: English ones below a thousand, Chinese ones below a hundred million."""

import re
from typing import Optional

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
)
_ONES += "sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ENGLISH_VALUES = {word: n for n, word in enumerate(_ONES)} | {
    word: 20 + 10 * n for n, word in enumerate(_TENS)
}

ENGLISH = (
    rf"(?:(?:(?:a|one|two|three|four|five|six|seven|eight|nine)\shundred(?:\s(?:and\s)?)?)?"
    rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(reversed(_ONES[1:]))})"
    rf"|(?:a|one|two|three|four|five|six|seven|eight|nine)\s(?:hundred|thousand))"
)
CHINESE = "[零一二两三四五六七八九十百千万]{1,9}"

_DIGITS = {character: n for n, character in enumerate("零一二三四五六七八九")} | {"两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TEN_THOUSAND = 10_000


def english(words: str) -> Optional[int]:
    """The number that `ENGLISH` matches."""
    total = 0
    for word in re.split(r"[\s-]+", words.strip().lower()):
        if word in ("hundred", "thousand"):
            total = max(total, 1) * (100 if word == "hundred" else 1000)
        elif word not in ("and", "a"):
            if word not in ENGLISH_VALUES:
                return None
            total += ENGLISH_VALUES[word]
    return total or None


def chinese(text: str) -> Optional[int]:
    """三百 is 300, 一千五 is 1500 and 两三百, two or three hundred, is 300. None for what is no number."""
    total, section, digit, unit = 0, 0, None, 0
    for character in text:
        if character in _DIGITS:
            digit, unit = _DIGITS[character], 0 if character == "零" else unit
        elif character in _UNITS:
            unit = _UNITS[character]
            section += (1 if digit is None else digit) * unit
            digit = None
        elif character == "万":
            total, section, digit, unit = (section + (digit or 0)) * _TEN_THOUSAND, 0, None, _TEN_THOUSAND
        else:
            return None
    if digit:
        section += digit * (unit // 10 if unit > 10 else 1)  # noqa: PLR2004 - 一千五 has its hundreds left out
    return (total + section) or None
