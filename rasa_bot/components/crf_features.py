"""What the CRF sees of a text: one unit a Latin word, digit run or sign, and one a Chinese character.

Characters, because jieba's words do not always end where an entity does (蓝色水 | 壶); where its words begin
and end is among the features.
"""

import re
from typing import Dict, List, NamedTuple, Sequence, Tuple

Features = Dict[str, float]

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_DIGIT = re.compile(r"\d")
_LONG_WORD = 3


class Unit(NamedTuple):
    """`text[start:end]` of a message; word: the tokenizer's around it; place: B, I, E or S in that."""

    surface: str
    start: int
    word: str
    place: str

    @property
    def end(self) -> int:
        return self.start + len(self.surface)


class Span(NamedTuple):
    """An entity by the offsets of its characters."""

    entity: str
    start: int
    end: int


def units_of(tokens: Sequence[Tuple[str, int]]) -> List[Unit]:
    """tokens: (word, start offset), as MixedTokenizer makes them."""
    units: List[Unit] = []
    for word, start in tokens:
        if not _HAN.search(word):
            units.append(Unit(word, start, word, "S"))
            continue
        last = len(word) - 1
        for n, character in enumerate(word):
            place = "S" if last == 0 else "B" if n == 0 else "E" if n == last else "I"
            units.append(Unit(character, start + n, word, place))
    return units


def features_of(units: Sequence[Unit]) -> List[Features]:
    """One set of features a unit: itself and two neighbours on each side."""
    own = [_own(unit) for unit in units]
    lowered = [unit.surface.lower() for unit in units]
    padded = ["<<", "<", *lowered, ">", ">>"]
    rows: List[Features] = []
    for n, unit in enumerate(units):
        row: Features = dict.fromkeys(own[n], 1.0)
        before, here, after = padded[n + 1], padded[n + 2], padded[n + 3]
        row["-1:" + before] = row["+1:" + after] = 1.0
        row["-2:" + padded[n]] = row["+2:" + padded[n + 4]] = 1.0
        row["-2-1:" + padded[n] + "|" + before] = 1.0
        row["+1+2:" + after + "|" + padded[n + 4]] = 1.0
        row["-1+0:" + before + "|" + here] = 1.0
        row["+0+1:" + here + "|" + after] = 1.0
        if n:
            row["-1" + _shape(units[n - 1])] = 1.0
        if n + 1 < len(units):
            row["+1" + _shape(units[n + 1])] = 1.0
            if units[n + 1].word != unit.word:
                row["+1w:" + units[n + 1].word.lower()] = 1.0
        rows.append(row)
    return rows


def _own(unit: Unit) -> List[str]:
    lowered = unit.surface.lower()
    found = ["=" + lowered, _shape(unit)]
    if _HAN.match(unit.surface):
        return [*found, "p:" + unit.place, "w:" + unit.word, "we:" + unit.word[-1]]
    if len(lowered) > _LONG_WORD:
        found += ["s3:" + lowered[-3:], "s2:" + lowered[-2:], "p3:" + lowered[:3]]
    return found


def _shape(unit: Unit) -> str:
    surface = unit.surface
    if _HAN.match(surface):
        return "^han"
    if _DIGIT.search(surface):
        return "^digits" if surface.isdigit() else "^mixed"
    if not surface[0].isalpha():
        return "^sign"
    return "^upper" if surface.isupper() else "^title" if surface[0].isupper() else "^lower"


def tags_of(units: Sequence[Unit], spans: Sequence[Span]) -> List[str]:
    """BIO tags. A unit belongs to a span that it overlaps."""
    tags = ["O"] * len(units)
    for span in spans:
        begun = False
        for n, unit in enumerate(units):
            if unit.start < span.end and span.start < unit.end:
                tags[n] = ("I-" if begun else "B-") + span.entity
                begun = True
    return tags


def spans_of(units: Sequence[Unit], tags: Sequence[str]) -> List[Span]:
    """The spans that BIO tags say; an I without its B begins a span."""
    spans: List[Span] = []
    previous = "O"
    for unit, tag in zip(units, tags, strict=True):
        entity = tag[2:]
        if tag != "O":
            if tag[0] == "I" and previous[2:] == entity and spans:
                spans[-1] = spans[-1]._replace(end=unit.end)
            else:
                spans.append(Span(entity, unit.start, unit.end))
        previous = tag
    return spans
