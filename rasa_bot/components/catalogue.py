"""Finding the shop's own names in a text, spelt a little wrong too. No product but the shop's is found."""

from typing import Iterable, List, NamedTuple, Set

from rasa_bot.components.catalogue_chinese import ChineseNames
from rasa_bot.components.catalogue_latin import LatinNames
from rasa_bot.components.language import has_han
from rasa_bot.components.spans import Found, free_of


class Name(NamedTuple):
    """How the shop calls a product, a category or a color; the value is what actions are given."""

    entity: str
    surface: str
    value: str


class Catalogue:
    """An index over names. `everyday`: lower-case words that are never taken for a misspelt name."""

    def __init__(self, names: Iterable[Name], everyday: Set[str]) -> None:
        ordered = sorted(set(names))
        self._latin = LatinNames(everyday)
        self._chinese = ChineseNames()
        for name in ordered:
            (self._chinese if has_han(name.surface) else self._latin).add(*name)
        self._latin.freeze()
        self._chinese.freeze()

    def find(self, text: str) -> List[Found]:
        """The names in the text, none overlapping, the longer before the shorter."""
        lowered = text.lower()
        if len(lowered) != len(text):  # "İ" has two characters in lower case; offsets would be wrong
            lowered = text
        found = [*self._latin.find(lowered), *self._chinese.find(lowered)]
        taken: List[Found] = []
        for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
            taken.extend(free_of([one], taken))
        return sorted(taken, key=lambda one: one.start)
