"""CatalogueEntities: the shop's own products and categories, by the names it gives them.

What it learns in training are the everyday words of customers: "battle" is no misspelt "kettle".
"""

import json
from collections import Counter
from typing import Any, Dict, List, Set

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_bot.components.catalogue_file import CatalogueFile
from rasa_bot.components.spans import add
from rasa_bot.components.tokenizer import split

_FILE = "everyday.json"
_OFTEN = 2
"""A word in fewer training messages may be a slip itself."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class CatalogueEntities(GraphComponent, EntityExtractorMixin):
    """product, category and color from the file that ATTUNE_CATALOGUE_LOOKUP names; nothing without one."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "CatalogueEntities":
        return cls(model_storage, resource, set())

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "CatalogueEntities":
        with model_storage.read_from(resource) as directory:
            everyday = set(json.loads((directory / _FILE).read_text(encoding="utf-8")))
        return cls(model_storage, resource, everyday)

    def __init__(self, model_storage: ModelStorage, resource: Resource, everyday: Set[str]) -> None:
        self._storage = model_storage
        self._resource = resource
        self._file = CatalogueFile.from_environment(everyday)
        self._file.current()  # read at start, not with the first customer

    def train(self, training_data: TrainingData) -> Resource:
        everyday = everyday_words([m.get(TEXT) or "" for m in training_data.nlu_examples])
        with self._storage.write_to(self._resource) as directory:
            (directory / _FILE).write_text(json.dumps(sorted(everyday)), encoding="utf-8")
        self._file = CatalogueFile.from_environment(everyday)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        catalogue = self._file.current()
        for message in messages:
            add(message, catalogue.find(message.get(TEXT) or ""), self.name)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data


def everyday_words(texts: List[str]) -> Set[str]:
    """The Latin words, in lower case, that at least two of the texts use."""
    counts: "Counter[str]" = Counter()
    for text in texts:
        counts.update({word.lower() for word, _ in split(text) if word.isascii() and word.isalpha()})
    return {word for word, count in counts.items() if count >= _OFTEN}
