"""Rasa's way of marking entities in an example: `where is [W1234567](order_id)`."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from engine.errors import Invalid

_MARKED = re.compile(
    r"\[(?P<text>[^\]]+?)\](?:\((?P<entity>[^:)]+?)(?::(?P<value>[^)]+))?\)|\{(?P<dict>[^}]+?)\})"
)
"""As Rasa 3.6 reads it (rasa/shared/nlu/training_data/entities_parser.py), without its lists of entities."""
_LEFT_OVER = re.compile(r"[\[\]]")


@dataclass(frozen=True)
class Span:
    """`text[start:end]` of the plain text is an `entity`; `markup` is what follows its brackets."""

    start: int
    end: int
    entity: str
    markup: str = ""


@dataclass(frozen=True)
class Plain:
    """A text without markup, and what was marked in it. `fault` says what is wrong with the markup."""

    text: str
    spans: tuple[Span, ...]
    fault: str | None = None


def parse(marked: str) -> Plain:
    """Take the markup out of an example."""
    parts: list[str] = []
    spans: list[Span] = []
    end = length = 0
    fault: str | None = None
    for match in _MARKED.finditer(marked):
        between = marked[end : match.start()]
        length += len(between) + len(match["text"])
        entity = match["entity"] or _entity_in(match["dict"])
        if not entity:
            fault = f"{match[0]!r} names no entity"
        spans.append(
            Span(length - len(match["text"]), length, entity or "", match[0][len(match["text"]) + 2 :])
        )
        parts += [between, match["text"]]
        end = match.end()
        if _LEFT_OVER.search(between) or _LEFT_OVER.search(match["text"]):
            fault = _unpaired(marked)
    rest = marked[end:]
    if _LEFT_OVER.search(rest):
        fault = _unpaired(marked)
    return Plain("".join([*parts, rest]), tuple(spans), fault)


def _unpaired(marked: str) -> str:
    return f"a square bracket in {marked!r} marks nothing"


def _entity_in(dictionary: str | None) -> str | None:
    try:
        content: Any = json.loads(f"{{{dictionary or ''}}}")
    except ValueError:
        return None
    entity = cast("dict[str, Any]", content).get("entity")
    return entity if isinstance(entity, str) and entity else None


def render(text: str, spans: Iterable[Span]) -> str:
    """Put markup around the spans of a plain text.

    Square brackets of the text itself become round ones: Rasa has no way to write them as they are. Raises
    Invalid where spans overlap, are empty or lie outside of the text.
    """
    ordered = sorted(spans, key=lambda span: span.start)
    _check(text, ordered)
    plain = text.replace("[", "(").replace("]", ")")
    parts: list[str] = []
    end = 0
    for span in ordered:
        markup = span.markup or f"({span.entity})"
        parts += [plain[end : span.start], f"[{plain[span.start : span.end]}]{markup}"]
        end = span.end
    return "".join([*parts, plain[end:]])


def _check(text: str, ordered: Sequence[Span]) -> None:
    end = 0
    for span in ordered:
        if not 0 <= span.start < span.end <= len(text):
            raise Invalid("An entity lies outside of the text. Select it again.")
        if span.start < end:
            raise Invalid("Two entities overlap. Remove one of them.")
        end = span.end
