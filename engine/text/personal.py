"""Personal data in a text: what literals.py finds, and IBANs, postcodes, addresses and names.

spaCy's tokens and rules, no trained model: a name is known by the words before it, an address by its street
and number. English rules read all texts, Chinese ones those with Chinese characters.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import regex

from engine.text import personal_rules as rules
from engine.text.iban import find_ibans
from engine.text.language import Language
from engine.text.literals import find_literals, narrow
from engine.text.tokens import pipeline

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.pipeline import EntityRuler
    from spacy.tokens import Doc

Label = Literal["email", "card", "phone", "order_id", "iban", "postcode", "address", "name"]

_HAN = regex.compile(r"\p{Han}")
_LONGEST_NAME = 3
_NAME_AND_TITLE = 6


@dataclass(frozen=True)
class Personal:
    """`text[start:end]` is of kind `label`."""

    start: int
    end: int
    label: Label


def find_personal(text: str) -> list[Personal]:
    """All of it, in order, none overlapping; of two readings the first of `_candidates` wins."""
    taken = [False] * len(text)
    found: list[Personal] = []
    for one in _candidates(narrow(text)):
        if one.start < one.end and not any(taken[one.start : one.end]):
            taken[one.start : one.end] = [True] * (one.end - one.start)
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _candidates(plain: str) -> Iterator[Personal]:
    for start, end in find_ibans(plain):
        yield Personal(start, end, "iban")
    for literal in find_literals(plain):
        yield Personal(literal.start, literal.end, literal.label)
    for match in rules.WRITTEN_POSTCODE.finditer(plain):
        yield Personal(*match.span(1), "postcode")
    languages: tuple[Language, ...] = ("zh", "en") if _HAN.search(plain) else ("en",)
    for language in languages:
        doc = pipeline(language)(plain)
        yield from _chinese(doc) if language == "zh" else _english(doc)


def _english(doc: "Doc") -> Iterator[Personal]:
    matcher, ruler = _rules()
    for _, start, end in ruler.match(doc):
        yield _of(doc, start, end, "postcode")
    spans = [(doc.vocab.strings[key], start, end) for key, start, end in matcher(doc)]
    for key, start, end in sorted(spans, key=lambda span: span[1] - span[2]):
        if key == "address":
            yield _of(doc, start, end, "address")
            continue
        before = int(key.removeprefix("name-"))
        first = next(n for n in range(start + before, end) if not doc[n].is_space)
        last = end - 1 if doc[end - 1].lower_ in rules.AFTER_NAME and end - 1 > first else end
        yield _of(doc, first, last, "name")


def _of(doc: "Doc", start: int, end: int, label: Label) -> Personal:
    return Personal(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), label)


def _chinese(doc: "Doc") -> Iterator[Personal]:
    text = doc.text  # put together anew at each call
    for match in rules.CHINESE_ADDRESS.finditer(text):
        yield Personal(match.start(), match.end(), "address")
    ends = {token.idx + len(token) for token in doc}
    for cue in rules.CHINESE_CUE.finditer(text):
        start = cue.end()
        length = _chinese_name(text[start : start + _NAME_AND_TITLE], start, ends)
        following = text[start + length : start + length + _NAME_AND_TITLE]
        closed = cue[0] not in rules.CLOSED_CUES or not _HAN.match(following)
        if length and (closed or following.startswith(rules.TITLES)):
            yield Personal(start, start + length, "name")


def _chinese_name(text: str, start: int, word_ends: set[int]) -> int:
    """How long the name is that `text` begins with; 0 for none. It stands at `start`, words end at
    `word_ends`."""
    if text[:1] not in rules.SURNAMES:
        return 0
    for length in range(1, _LONGEST_NAME + 1):
        if text.startswith(rules.TITLES, length):
            return length
    # Of two ends of a word the later: 王小明, not 王小.
    for length in range(_LONGEST_NAME, 1, -1):
        name = text[:length]
        if start + length in word_ends and all(map(_HAN.match, name)) and rules.NO_NAME.isdisjoint(name):
            return length
    return 0


@lru_cache(maxsize=1)
def _rules() -> "tuple[Matcher, EntityRuler]":
    from spacy.matcher import Matcher  # noqa: PLC0415 - spaCy loads slowly, see tokens.py
    from spacy.pipeline import EntityRuler  # noqa: PLC0415

    nlp = pipeline("en")
    matcher = Matcher(nlp.vocab)
    matcher.add("address", rules.ADDRESSES)
    for before in sorted({before for _, before in rules.NAME_CUES}):
        matcher.add(f"name-{before}", [pattern for pattern, count in rules.NAME_CUES if count == before])
    ruler = EntityRuler(nlp)
    ruler.add_patterns(rules.POSTCODES)
    return matcher, ruler
