"""Names with Chinese characters, compared by characters; of a name of five or more, one may be another."""

from typing import Dict, List, Tuple

from rasa_bot.components.language import has_han
from rasa_bot.components.spans import Found

_SHORTEST, _ONE_SLIP = 2, 5
"""Characters of a name, and of one that may be misspelt."""


class ChineseNames:
    """Fill it by `add`, then `freeze` it."""

    def __init__(self) -> None:
        self._names: Dict[str, Tuple[str, str]] = {}
        self._halves: Dict[str, List[Tuple[str, int]]] = {}
        self._lengths: List[int] = []
        self._half_lengths: List[int] = []

    def add(self, entity: str, surface: str, value: str) -> None:
        lowered = surface.lower()
        if len(lowered) < _SHORTEST or lowered in self._names:
            return
        self._names[lowered] = (entity, value)
        if len(lowered) >= _ONE_SLIP:
            # Where one character is wrong, one half is right.
            middle = len(lowered) // 2
            self._halves.setdefault(lowered[:middle], []).append((lowered, 0))
            self._halves.setdefault(lowered[middle:], []).append((lowered, middle))

    def freeze(self) -> None:
        self._lengths = sorted({len(name) for name in self._names}, reverse=True)
        self._half_lengths = sorted({len(half) for half in self._halves})

    def find(self, text: str) -> List[Found]:
        """The longest name at each place, else the nearly right ones; may overlap. text: in lower case."""
        found: List[Found] = []
        for start in range(len(text)):
            if not _may_begin(text, start):
                continue
            slices = (text[start : start + length] for length in self._lengths)
            exact = next((written for written in slices if written in self._names), "")
            found.extend([self._found(exact, start)] if exact else self._nearly(text, start))
        return found

    def _nearly(self, text: str, start: int) -> List[Found]:
        found: List[Found] = []
        for length in self._half_lengths:
            for name, offset in self._halves.get(text[start : start + length], ()):
                begin = start - offset
                if begin >= 0 and _one_differs(name, text[begin : begin + len(name)]):
                    found.append(self._found(name, begin))
        return found

    def _found(self, name: str, start: int) -> Found:
        entity, value = self._names[name]
        return Found(entity, start, start + len(name), value)


def _may_begin(text: str, start: int) -> bool:
    """At each Chinese character, and at the first letter or digit of a run ("A5 笔记本")."""
    here, before = text[start], text[start - 1] if start else " "
    return has_han(here) or (here.isalnum() and not (before.isascii() and before.isalnum()))


def _one_differs(name: str, written: str) -> bool:
    """Whether one Chinese character stands for another; a digit that differs is another product."""
    if len(written) != len(name):
        return False
    wrong = [one + other for one, other in zip(name, written, strict=True) if one != other]
    return len(wrong) == 1 and has_han(wrong[0][0]) and has_han(wrong[0][1])
