"""Styles, occasions and delivery wishes as people name them, and where a text does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import regex
from ruamel.yaml import YAML

from engine.store.types import LocalizedText

_HAN = regex.compile(r"\p{Han}")


@dataclass(frozen=True)
class Entry:
    """One thing that can be wished for. kind: style, occasion or delivery. value: as a statement keeps it."""

    kind: str
    value: str
    name: LocalizedText
    pattern: "regex.Pattern[str]"


@cache
def entries() -> tuple[Entry, ...]:
    """Those of lexicon.yml, read once a process: the file is part of the program."""
    yaml: Any = YAML(typ="safe")
    listed: Mapping[str, Mapping[str, Any]] = yaml.load(Path(__file__).with_name("lexicon.yml"))
    return tuple(
        Entry(kind, value, dict(entry["name"]), _pattern(entry["words"]))
        for kind, values in listed.items()
        for value, entry in values.items()
    )


def named_in(text: str) -> Iterator[tuple[Entry, int]]:
    """What a text names, each once, with the place where it does."""
    for entry in entries():
        if (match := entry.pattern.search(text)) is not None:
            yield entry, match.start()


def name_of(kind: str, value: str) -> LocalizedText | None:
    """What a kept value is called; None for one that is not from here."""
    return next((one.name for one in entries() if (one.kind, one.value) == (kind, value)), None)


def _pattern(words: list[str]) -> "regex.Pattern[str]":
    """Chinese words stand anywhere, others alone; the longest first."""
    han = [regex.escape(word) for word in words if _HAN.search(word)]
    latin = [regex.escape(word) for word in sorted(words, key=len, reverse=True) if not _HAN.search(word)]
    return regex.compile("|".join([*han, rf"\b(?:{'|'.join(latin)})s?\b"]), flags=regex.IGNORECASE)
