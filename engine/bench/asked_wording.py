"""Wordings of questions as people type them: patterns filled in, manners around them, slips of the finger."""

import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from engine.text.language import Language

_CHOICE = re.compile(r"\{([^{}]*)\}")
_BEFORE: Mapping[Language, Sequence[str]] = {
    "en": (
        "",
        "",
        "",
        "hi, ",
        "hello ",
        "hey there, ",
        "quick question: ",
        "sorry to bother, ",
        "ok so ",
        "good evening. ",
    ),
    "zh": ("", "", "", "你好，", "您好 ", "请问", "在吗，", "想问下，", "麻烦问一下，", "亲，"),
}
_AFTER: Mapping[Language, Sequence[str]] = {
    "en": (
        "",
        "",
        "",
        "?",
        " please",
        " thanks",
        " ??",
        ", can't find it on the site",
        " - it's for a present",
        " asap",
    ),
    "zh": ("", "", "", "？", "呀", "，谢谢", "？？", "，网站上没找到", "，着急", "~"),
}
_SLIPS = 0.12
"""Share of messages with a slip of the finger."""


def planted_patterns() -> Mapping[str, Mapping[Language, Sequence[str]]]:
    """Topic to its ways of asking in each language."""
    found: Any = yaml.safe_load((Path(__file__).parent / "planted_topics.yml").read_text(encoding="utf-8"))
    return found


def worded(pattern: str, language: Language, rng: random.Random) -> str:
    """One way of typing it: one of each choice, with or without manners, a tenth with a slip."""
    text = _CHOICE.sub(lambda found: rng.choice(found[1].split("|")), pattern)
    text = rng.choice(_BEFORE[language]) + text + rng.choice(_AFTER[language])
    if language == "en" and rng.random() < 0.5:  # noqa: PLR2004 - half of all people
        text = text.lower()
    return _slip(text, language, rng) if rng.random() < _SLIPS else text


def _slip(text: str, language: Language, rng: random.Random) -> str:
    """Two neighbouring letters changed over; in Chinese one character left out."""
    place = rng.randrange(max(len(text) - 1, 1))
    if language == "zh":
        return text[:place] + text[place + 1 :]
    return text[:place] + text[place : place + 2][::-1] + text[place + 2 :]
