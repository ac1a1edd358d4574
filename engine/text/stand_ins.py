"""A customer's message made fit for training data: whatever identifies a person gives way to a made-up one.

Made-up values and not `[email]`: the model has to learn from such examples what it will be given, and people
read them. The values are of ranges that nobody has: example.com (RFC 2606), +1 ... 555-01xx, a test card, and
one order number for all. Since each kind has one value, messages that differ in it alone become the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from engine.text.literals import find_literals

_VALUES: Final = {
    "email": ("name@example.com", "name@example.com"),
    "card": ("4242 4242 4242 4242", "4242 4242 4242 4242"),
    "phone": ("+1 202 555 0143", "138 0013 8000"),
    "order_id": ("W1234567", "W1234567"),
    "first_name": ("Alex", "小林"),
    "last_name": ("Smith", "林"),
    "name": ("Alex Smith", "林小林"),
    "postcode": ("10115", "100000"),
    "street": ("12 Garden Street", "花园路12号"),
    "number": ("123456789012", "123456789012"),
}
"""What stands for a value of each kind in Latin and in Chinese writing."""
_LONG_NUMBER = regex.compile(r"\d(?: ?\d){8,}")
_CHINESE = regex.compile(r"\p{Han}")
_SHORTEST: Final = 2


@dataclass(frozen=True)
class Known:
    """Something that the conversation's customer is known by. `kind`: first_name, last_name, name, postcode
    or street."""

    kind: str
    value: str


@dataclass(frozen=True)
class StandIn:
    """`text[start:end]` of the result stands for `original_start:original_end` of what was written."""

    start: int
    end: int
    kind: str
    original_start: int
    original_end: int


@dataclass(frozen=True)
class Disguised:
    """The text with stand-ins, and where they are."""

    text: str
    stand_ins: tuple[StandIn, ...]

    def moved(self, start: int, end: int) -> tuple[int, int] | None:
        """Where `start:end` of the original is now; None where a stand-in took some of it."""
        shift = 0
        for one in self.stand_ins:
            if one.original_end <= start:
                shift = one.end - one.original_end
            elif one.original_start < end:
                return None
        return start + shift, end + shift


def disguise(text: str, language: str, known: Sequence[Known] = ()) -> Disguised:
    """`text` with stand-ins for e-mail addresses, phones, cards, order numbers, other long numbers, and for
    what is known of its writer. `language` ("en", "zh") decides how a phone number looks.
    """
    parts: list[str] = []
    placed: list[StandIn] = []
    end = length = 0
    for start, stop, kind in _found(text, known):
        value = _value(kind, text[start:stop], language)
        length += start - end
        parts += [text[end:start], value]
        placed.append(StandIn(length, length + len(value), kind, start, stop))
        length += len(value)
        end = stop
    return Disguised("".join([*parts, text[end:]]), tuple(placed))


def _value(kind: str, original: str, language: str) -> str:
    latin, chinese = _VALUES[kind]
    if kind == "order_id" and original.startswith("#"):
        return f"#{latin}"
    if kind == "phone":
        return chinese if language == "zh" else latin
    return chinese if _CHINESE.search(original) else latin


def _found(text: str, known: Sequence[Known]) -> list[tuple[int, int, str]]:
    """(start, end, kind) in order, none overlapping; of two readings the earlier of `_candidates` wins."""
    taken = [False] * len(text)
    found: list[tuple[int, int, str]] = []
    for start, end, kind in _candidates(text, known):
        if not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            found.append((start, end, kind))
    return sorted(found)


def _candidates(text: str, known: Sequence[Known]) -> Iterator[tuple[int, int, str]]:
    for one in find_literals(text):
        yield one.start, one.end, one.label
    # The longest first: a whole name before its parts.
    for one in sorted(known, key=lambda one: -len(one.value)):
        if len(one.value) >= _SHORTEST or _CHINESE.search(one.value):
            for match in _pattern(one.value).finditer(text):
                yield match.start(), match.end(), one.kind
    for match in _LONG_NUMBER.finditer(text):
        yield match.start(), match.end(), "number"


def _pattern(value: str) -> "regex.Pattern[str]":
    words = r"\s+".join(regex.escape(word) for word in value.split())
    if not _CHINESE.search(value):
        words = rf"(?<![\p{{L}}\d]){words}(?![\p{{L}}\d])"
    return regex.compile(words, regex.IGNORECASE)
