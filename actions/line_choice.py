"""Which items of an order a customer means."""

from collections.abc import Mapping

import regex
from rapidfuzz import fuzz

from actions.second_thoughts import means_other, means_other_order
from actions.turn import Turn
from actions.words import Voice
from engine.orders.views import LineView, OrderView
from engine.text.localized import localized

_ALL = regex.compile(
    r"\b(?:all|everything|both|whole order|entire order|each of them|every item)\b"
    r"|全部|所有|都(?:要|退|换)|整单|全都|两件",
    flags=regex.IGNORECASE,
)
_RULED_OUT = regex.compile(
    r"\b(?:not|instead of|rather than) (?:the |that |my )?[^,.;，。；]*?"
    r"(?=$|[,.;，。；]| but | i meant | it'?s )"
    r"|(?:不是|不要|不退|不换)[^,，。；;]*(?=$|[,，。；;])",
    flags=regex.IGNORECASE,
)
_WORDS = regex.compile(r"[a-z0-9]+")
CLOSE = 88
MIN_HEAD = 4
MIN_HAN_NAME = 4
"""Shorter names and last words would be found in too many texts."""


def means_all(text: str) -> bool:
    """Whether a text says that every item is meant."""
    return _ALL.search(text) is not None


def named_lines(order: OrderView, text: str, voice: Voice) -> list[LineView]:
    """The lines whose product the text names; where it names options too, only those that have them."""
    named = [line for line in order.lines if _mentions(text, line)] or [
        line for line in order.lines if any(says_head(text, name) for name in line.name.values())
    ]
    exact = [line for line in named if _option_hits(text, line, voice) > 0]
    most = max((_option_hits(text, line, voice) for line in exact), default=0)
    return (
        [line for line in exact if _option_hits(text, line, voice) == most]
        if len(named) > 1 and exact
        else named
    )


def other_lines(turn: Turn, order: OrderView) -> list[str]:
    """Ids of the lines that a correction names instead of the chosen ones; empty where it names none anew."""
    chosen = list(turn.slot("line_ids") or [])
    if means_all(turn.text):
        new = [line.id for line in order.lines]
    else:
        new = [line.id for line in named_lines(order, _positive(turn.text), turn.voice)]
    rest = [line.id for line in order.lines if line.id not in chosen]
    if not new and means_other(turn.text) and not means_other_order(turn.text) and len(rest) == 1:
        new = rest
    return new if new and set(new) != set(chosen) else []


def _positive(text: str) -> str:
    """The text without what it rules out: "not the lamp, the kettle", "不是台灯，是茶壶"."""
    return _RULED_OUT.sub(" ", text)


def _mentions(text: str, line: LineView) -> bool:
    plain = text.casefold()
    for language in ("en", "zh"):
        name = localized(line.name, language).casefold()
        if name and (name in plain or _close(name, plain)):
            return True
    return False


def says_head(text: str, name: str) -> bool:
    """Whether a text says the word that a product's name ends in: "the lamp", "水管" of "花园水管"."""
    if not name.isascii():
        return len(name) >= MIN_HAN_NAME and name[-2:] in text
    words = _WORDS.findall(name.casefold())
    said = set(_WORDS.findall(text.casefold()))
    head = words[-1] if len(words) > 1 else ""
    return len(head) >= MIN_HEAD and bool(said & {head, f"{head}s", head.removesuffix("s")})


def _close(name: str, plain: str) -> bool:
    # Short names and Chinese ones would match by chance.
    return name.isascii() and len(name) > 5 and fuzz.partial_ratio(name, plain) >= CLOSE  # noqa: PLR2004


def _option_hits(text: str, line: LineView, voice: Voice) -> int:
    return sum(1 for value in line.options.values() if says_value(text, value, voice))


def says_value(text: str, value: object, voice: Voice) -> bool:
    """Whether a text names an option's value, in English or in the shop's words of the voice's language."""
    plain = text.casefold()
    words = set(_WORDS.findall(plain))
    texts = (
        [str(text) for text in value.values()]
        if isinstance(value, Mapping)
        else [str(value), voice.term(value)]
    )
    for spelling in {text.casefold() for text in texts if text}:
        if spelling.isascii():
            if set(_WORDS.findall(spelling)) <= words:
                return True
        elif spelling in plain or spelling.removesuffix("色") in plain:
            return True
    return False
