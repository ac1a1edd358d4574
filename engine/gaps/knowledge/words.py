"""Words by which a topic is told from the others."""

from collections import Counter
from collections.abc import Sequence
from math import log

from engine.text.language import Language
from engine.text.tokens import words

SHOWN = 4
_SHORTEST = {"en": 3, "zh": 2}


def characteristic(groups: Sequence[Sequence[str]], language: Language) -> list[list[str]]:
    """For each group of texts the SHOWN words that most set it apart, the strongest first.

    Weight: share of the group's texts that have the word, times log(1 + groups / groups that have it)
    (class-based TF-IDF, Grootendorst 2022, by texts instead of tokens: one text may repeat itself).
    """
    counts = [Counter(word for text in own for word in _words(text, language)) for own in groups]
    containing = Counter(word for count in counts for word in count)
    found: list[list[str]] = []
    for own, count in zip(groups, counts, strict=True):
        weights = {w: n / len(own) * log(1 + len(groups) / containing[w]) for w, n in count.items()}
        found.append(sorted(weights, key=lambda word: (-weights[word], word))[:SHOWN])
    return found


def _words(text: str, language: Language) -> set[str]:
    least = _SHORTEST[language]
    return {word for word in words(text, language, stop_words=False) if len(word) >= least and word.isalpha()}
