"""Entity extractors: PatternEntities for what has a form, LookupEntities for words that the training data
name.
"""

import json
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_bot.components import patterns
from rasa_bot.components.lookup import LookupIndex, learn
from rasa_bot.components.spans import add

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
            add(message, patterns.find(message.get(TEXT) or ""), self.name)
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
        return cls(config, model_storage, resource, LookupIndex({}))

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
        index = LookupIndex({surface: (entry[0], entry[1]) for surface, entry in known.items()})
        return cls(config, model_storage, resource, index)

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        index: LookupIndex,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._index = index

    def train(self, training_data: TrainingData) -> Resource:
        self._index = LookupIndex(learn(training_data, self._config["entities"]))
        with self._storage.write_to(self._resource) as directory:
            (directory / _FILE).write_text(
                json.dumps(self._index.known, ensure_ascii=False), encoding="utf-8"
            )
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            add(message, self._index.find(message.get(TEXT) or ""), self.name)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data
