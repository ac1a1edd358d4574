"""Names in Latin letters, compared by words.

A word that is nearly one of a name's words counts as that word, unless it is short or one that people use
anyway (`everyday_words` in catalogue_entities.py). A name of three words or more may lose its first or its
inner ones ("squall jacket" for "Squall Rain Jacket") as long as only one product can be meant.
"""

import re
from typing import Any, Dict, List, NamedTuple, Optional, Sequence, Set

from rapidfuzz import process
from rapidfuzz.distance import OSA

from rasa_bot.components.spans import Found

_WORD = re.compile(r"&|[^\W_\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+(?:['’][a-z]+)?", re.IGNORECASE)
_ONE_SLIP, _TWO_SLIPS = 5, 9
"""Letters that a word needs so that one or two of them may be wrong."""
_ALONE = 5
"""Letters of a one-word name; shorter ones ("Care", "Home") are words of every other message."""
_SLIP_ALONE = 7
"""Letters of a one-word name that may be misspelt; "writes" is no "white"."""
_SHORTENED = 3
"""Words of a name that may be shortened; "Kitchen & Table" may not, a kitchen table is something else."""
_AND = {"&": "and"}


class _Meant(NamedTuple):
    entity: str
    value: str


class _Written(NamedTuple):
    """A word of a text: the name's word that it is taken for, and whether that is a guess."""

    start: int
    end: int
    word: str
    guessed: bool


class LatinNames:
    """Fill it by `add`, then `freeze` it. `everyday`: lower-case words that are no misspelt ones."""

    def __init__(self, everyday: Set[str]) -> None:
        self._everyday = everyday
        self._phrases: Dict[str, _Meant] = {}
        self._short: Dict[str, Optional[_Meant]] = {}
        self._words: Set[str] = set()
        self._by_initial: Dict[str, List[str]] = {}
        self._longest = 0

    def add(self, entity: str, surface: str, value: str) -> None:
        words = _words_of(surface.lower())
        if not words or (len(words) == 1 and len(words[0]) < _ALONE):
            return
        meant, whole = _Meant(entity, value), " ".join(words)
        self._phrases.setdefault(whole, meant)
        self._phrases.setdefault(f"{whole}s", meant)
        if len(words) >= _SHORTENED and "and" not in words:
            for short in {f"{words[0]} {words[-1]}", " ".join(words[1:])}:
                other = self._short.get(short, meant)
                # None: two products can be meant, so neither is.
                self._short[short] = meant if other == meant else None

    def freeze(self) -> None:
        self._words = {word for phrase in self._phrases for word in phrase.split()}
        self._longest = max((len(phrase.split()) for phrase in self._phrases), default=0)
        for word in sorted(self._words):
            if len(word) >= _ONE_SLIP:
                self._by_initial.setdefault(word[0], []).append(word)

    def find(self, text: str) -> List[Found]:
        """The longest name that begins at each word; they may overlap. text: in lower case."""
        if not self._phrases:
            return []
        words = [self._read(match) for match in _WORD.finditer(text)]
        found: List[Found] = []
        for first, begins in enumerate(words):
            if begins.word not in self._words:
                continue
            for last in range(min(first + self._longest, len(words)) - 1, first - 1, -1):
                phrase = " ".join(one.word for one in words[first : last + 1])
                meant = self._phrases.get(phrase) or self._short.get(phrase)
                doubtful = first == last and begins.guessed and len(phrase) < _SLIP_ALONE
                if meant is not None and not doubtful:
                    found.append(Found(meant.entity, begins.start, words[last].end, meant.value))
                    break
        return found

    def _read(self, match: "re.Match[str]") -> _Written:
        word = _AND.get(match[0], match[0])
        known = self._nearest(word)
        return _Written(match.start(), match.end(), known or word, known is not None)

    def _nearest(self, word: str) -> Optional[str]:
        """The name's word that this one is nearly, if it is a misspelt one at all."""
        if word in self._words or len(word) < _ONE_SLIP or word in self._everyday or not word.isalpha():
            return None
        slips = 2 if len(word) >= _TWO_SLIPS else 1
        candidates = self._by_initial.get(word[0], [])
        found: Optional[Sequence[Any]] = process.extractOne(
            word, candidates, scorer=OSA.distance, score_cutoff=slips
        )
        return found[0] if found else None


def _words_of(text: str) -> List[str]:
    return [_AND.get(word, word) for word in _WORD.findall(text)]
