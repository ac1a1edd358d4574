"""Entities of a message as the extractors hand them on: the first extractor that claims a character keeps it.

The order in config.yml is therefore the rule of precedence: patterns, catalogue, lookup, CRF.
"""

from typing import Any, Iterable, List, NamedTuple, Sequence

from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message


class Found(NamedTuple):
    """One entity in a text: `text[start:end]`."""

    entity: str
    start: int
    end: int
    value: Any


def overlap(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


def free_of(found: Iterable[Found], taken: Sequence[Found]) -> List[Found]:
    """Those that share no character with a taken one."""
    return [one for one in found if not any(overlap(one, other) for other in taken)]


def taken_in(message: Message) -> List[Found]:
    """What earlier extractors have found."""
    return [Found(e["entity"], e["start"], e["end"], e.get("value")) for e in message.get(ENTITIES) or []]


def add(message: Message, found: Iterable[Found], extractor: str) -> None:
    """Adds those that overlap with nothing there is."""
    entities = list(message.get(ENTITIES) or [])
    entities.extend({**one._asdict(), "extractor": extractor} for one in free_of(found, taken_in(message)))
    message.set(ENTITIES, sorted(entities, key=lambda one: one["start"]), add_to_output=True)
