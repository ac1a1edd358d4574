"""Words with a known entity, found in a text: what LookupEntities has learnt from the training data."""

from collections import Counter
from typing import Dict, List, Set, Tuple

from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_bot.components.spans import Found


class LookupIndex:
    """known: (entity, value) by surface in lower case."""

    def __init__(self, known: Dict[str, Tuple[str, str]]) -> None:
        self.known = known
        lengths: Dict[str, Set[int]] = {}
        for surface in known:
            lengths.setdefault(surface[0], set()).add(len(surface))
        self._lengths = {first: sorted(some, reverse=True) for first, some in lengths.items()}

    def find(self, text: str) -> List[Found]:
        """The known words in the text, the longest at each place, left to right.

        A Latin word matches whole, a plural s may follow; Chinese matches anywhere.
        """
        lowered = text.lower()
        if len(lowered) != len(text):  # "İ" has two characters in lower case; offsets would be wrong
            lowered = text
        found: List[Found] = []
        place = 0
        while place < len(lowered):
            end, surface = self._longest_at(lowered, place)
            if surface:
                entity, value = self.known[surface]
                found.append(Found(entity, place, end, value))
            place = end
        return found

    def _longest_at(self, text: str, start: int) -> Tuple[int, str]:
        """End and surface of the longest known word that begins here, else (start + 1, "")."""
        if not (_is_latin(text[start]) and start and _goes_on(text[start - 1])):
            for length in self._lengths.get(text[start], ()):
                surface, end = text[start : start + length], start + length
                if end > len(text) or surface not in self.known:
                    continue
                if not _is_latin(surface[-1]) or not _goes_on(text[end : end + 1]):
                    return end, surface
                if text[end] == "s" and not _goes_on(text[end + 1 : end + 2]):
                    return end + 1, surface
        return start + 1, ""


def learn(training_data: TrainingData, entities: List[str]) -> Dict[str, Tuple[str, str]]:
    """Maps each surface in lower case to (entity, value); the value is the synonym's, else the surface."""
    synonyms = {surface.lower(): value for surface, value in training_data.entity_synonyms.items()}
    surfaces: Dict[str, List[str]] = {entity: [] for entity in entities}
    for table in training_data.lookup_tables:
        if table["name"] in surfaces and isinstance(table["elements"], list):
            surfaces[table["name"]].extend(table["elements"])
    for message in training_data.entity_examples:
        for annotated in message.get(ENTITIES) or []:
            if annotated["entity"] in surfaces:
                surface = message.get(TEXT)[annotated["start"] : annotated["end"]]
                surfaces[annotated["entity"]].append(surface)
                if annotated["value"] != surface:
                    synonyms.setdefault(surface.lower(), annotated["value"])
    known: Dict[str, Tuple[str, str]] = {}
    for entity in entities:
        for surface in sorted(surfaces[entity]):
            lowered = surface.strip().lower()
            if lowered:
                known.setdefault(lowered, (entity, synonyms.get(lowered, lowered)))
    return _telling(known, training_data)


def _telling(known: Dict[str, Tuple[str, str]], training_data: TrainingData) -> Dict[str, Tuple[str, str]]:
    """Those that are annotated at least every second time they occur: a bare "10" is seldom a size.

    Messages without annotations do not count, as many of them just are not annotated yet.
    """
    index = LookupIndex(known)
    entities = {entity for entity, _ in known.values()}
    seen: "Counter[str]" = Counter()
    annotated: "Counter[str]" = Counter()
    for text, marks in {m.get(TEXT): m.get(ENTITIES) or [] for m in training_data.entity_examples}.items():
        places = {(mark["entity"], mark["start"], mark["end"]) for mark in marks}
        if entities.isdisjoint(mark["entity"] for mark in marks):
            continue
        for one in index.find(text):
            surface = text[one.start : one.end].lower()
            seen[surface] += 1
            annotated[surface] += (one.entity, one.start, one.end) in places
    return {surface: entry for surface, entry in known.items() if 2 * annotated[surface] >= seen[surface]}


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _goes_on(character: str) -> bool:
    """Whether a Latin word that ends or begins next to this character ("" for none) goes on in it."""
    return bool(character) and (_is_latin(character) or character in "'’")
