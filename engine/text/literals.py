"""Numbers and addresses in a text that are one thing each: e-mail, payment card, phone, order number."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import regex

Label = Literal["email", "card", "phone", "order_id"]

_EMAIL = regex.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_ORDER = regex.compile(r"(?<![A-Za-z0-9])#?[A-Za-z]-?\d{3}[ -]?\d{4}(?!\d)|#\d{7}(?!\d)")
_CARD = regex.compile(r"(?<![\d.])\d(?:[ -]?\d){12,18}(?!\d)")
_AREA = r"(?:\(\d{1,5}\)[ .-]?)?"
_PHONE = regex.compile(rf"(?<![\dA-Za-z.#])(?:\+\s?)?{_AREA}\d(?:[ ./-]{{0,2}}{_AREA}\d)+(?!\d)")
_DATE = regex.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d+\.\d{1,2}")

_PHONE_DIGITS = range(8, 16)
_BARE_PHONE_DIGITS = range(10, 12)
"""A run of digits without any sign is a phone number only in these lengths; longer ones are parcels."""


@dataclass(frozen=True)
class Found:
    """`text[start:end]` is one thing of kind `label`."""

    start: int
    end: int
    label: Label


def find_literals(text: str) -> list[Found]:
    """All of them, in order, none overlapping; of two readings an e-mail wins, then card, order, phone."""
    plain = narrow(text)
    taken = [False] * len(plain)
    found: list[Found] = []
    for one in _candidates(plain):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = [True] * (one.end - one.start)
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def passes_luhn(digits: str) -> bool:
    """The check digit of payment cards (ISO/IEC 7812-1, annex B)."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0  # noqa: PLR2004


def _candidates(plain: str) -> Iterator[Found]:
    for match in _EMAIL.finditer(plain):
        yield Found(match.start(), match.end(), "email")
    for match in _CARD.finditer(plain):
        if passes_luhn(_digits(match[0])):
            yield Found(match.start(), match.end(), "card")
    # Before phones: "A123-4567" would else lose its digits to them.
    for match in _ORDER.finditer(plain):
        yield Found(match.start(), match.end(), "order_id")
    for match in _PHONE.finditer(plain):
        if _is_phone(match[0]):
            yield Found(match.start(), match.end(), "phone")


def _is_phone(candidate: str) -> bool:
    digits = _digits(candidate)
    if _DATE.fullmatch(candidate):
        return False
    return len(digits) in (_BARE_PHONE_DIGITS if candidate == digits else _PHONE_DIGITS)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())


def narrow(text: str) -> str:
    """Full-width characters as ordinary ones, every position kept; digits of all scripts as 0-9."""
    return "".join(map(_narrow_character, text))


def _narrow_character(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character
