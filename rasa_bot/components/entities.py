"""Entity extractors: PatternEntities for what has a form, LookupEntities for words that the training data
name.
"""

import json
import re
from typing import Any, Dict, Iterable, List, Tuple

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_bot.components import patterns

_FILE = "lookup.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PatternEntities(GraphComponent, EntityExtractorMixin):
    """order_id, email, phone, postcode, amount, rating and date, by their form (patterns.py)."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "PatternEntities":
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            _add(message, patterns.find(message.get(TEXT) or ""), self.name)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class LookupEntities(GraphComponent, EntityExtractorMixin):
    """product, category, size, color, reason: the words of lookup tables, synonyms and annotated examples.

    The longest match wins; a Latin word matches whole (a plural s may follow), Chinese matches anywhere.
    `entities` of the configuration are in order of preference for words that name two things.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"entities": ["product", "category", "color", "size", "reason"]}

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "LookupEntities":
        return cls(config, model_storage, resource, {})

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "LookupEntities":
        with model_storage.read_from(resource) as directory:
            known = json.loads((directory / _FILE).read_text(encoding="utf-8"))
        return cls(
            config, model_storage, resource, {surface: tuple(entry) for surface, entry in known.items()}
        )

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        known: Dict[str, Tuple[str, str]],
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._known = known
        self._pattern = _pattern_of(known)

    def train(self, training_data: TrainingData) -> Resource:
        self._known = learn(training_data, self._config["entities"])
        self._pattern = _pattern_of(self._known)
        with self._storage.write_to(self._resource) as directory:
            (directory / _FILE).write_text(json.dumps(self._known, ensure_ascii=False), encoding="utf-8")
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            taken = [
                patterns.Found(e["entity"], e["start"], e["end"], None) for e in message.get(ENTITIES) or []
            ]
            found = self._find(message.get(TEXT) or "")
            free = [f for f in found if not any(f.start < t.end and t.start < f.end for t in taken)]
            _add(message, free, self.name)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def _find(self, text: str) -> List[patterns.Found]:
        found: List[patterns.Found] = []
        for match in self._pattern.finditer(text):
            surface = match[0].lower()
            entry = self._known.get(surface) or self._known.get(surface[:-1])
            if entry:
                found.append(patterns.Found(entry[0], match.start(), match.end(), entry[1]))
        return found


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
    return known


def _pattern_of(known: Dict[str, Tuple[str, str]]) -> "re.Pattern[str]":
    if not known:
        return re.compile(r"(?!)")
    longest_first = sorted(known, key=lambda surface: (-len(surface), surface))
    return re.compile("|".join(_bounded(surface) for surface in longest_first), re.IGNORECASE)


def _bounded(surface: str) -> str:
    """The surface as a pattern; Latin letters at its ends must not stand next to further ones."""
    left = r"(?<![A-Za-z0-9'’])" if surface[0].isascii() and surface[0].isalnum() else ""
    right = r"s?(?![A-Za-z0-9'’])" if surface[-1].isascii() and surface[-1].isalnum() else ""
    return left + re.escape(surface) + right


def _add(message: Message, found: Iterable[patterns.Found], extractor: str) -> None:
    entities = list(message.get(ENTITIES) or [])
    entities.extend({**one._asdict(), "extractor": extractor} for one in found)
    message.set(ENTITIES, entities, add_to_output=True)
