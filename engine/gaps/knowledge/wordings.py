"""Ways of asking that tell a topic: typical ones that differ from each other."""

from collections.abc import Iterable
from typing import Final

import regex

ALIKE: Final = 0.5
"""Share of common words from which on two texts are one way of asking."""
_WORDS: Final = regex.compile(r"\p{Han}|[\p{L}\p{N}]+")
"""Chinese by characters: good enough to tell texts apart, and nothing has to be loaded for it."""


def different(texts: Iterable[str], most: int) -> list[str]:
    """Up to `most` texts in their order, each with less than ALIKE of its words (Jaccard) in common with any
    before it; where too few differ so much, alike ones, but no equal ones, fill up.
    """
    kept: list[str] = []
    sets: list[set[str]] = []
    alike: list[str] = []
    for text in dict.fromkeys(texts):
        if len(kept) == most:
            break
        own = set(_WORDS.findall(text.lower()))
        if any(_common(own, other) >= ALIKE for other in sets):
            alike.append(text)
        else:
            kept.append(text)
            sets.append(own)
    return [*kept, *alike[: most - len(kept)]]


def _common(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0
