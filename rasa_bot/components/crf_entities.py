"""CrfEntities: names of things that no lookup holds, found by the words around them."""

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_bot.components.crf_examples import pick, spans_in
from rasa_bot.components.crf_model import CrfModel, Example, Tokens
from rasa_bot.components.spans import Found, add
from rasa_bot.components.tokenizer import split

_FILE = "entities.crfsuite"
_MAX_CHARS = 400
"""Of a longer message only the beginning is tagged: half a millisecond is enough for entities."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class CrfEntities(GraphComponent, EntityExtractorMixin):
    """The entities of the configuration, where no extractor before it has found something.

    The value is the customer's own words in lower case.
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
    ) -> "CrfEntities":
        return cls(config, model_storage, resource, CrfModel(b""))

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "CrfEntities":
        with model_storage.read_from(resource) as directory:
            model = CrfModel((directory / _FILE).read_bytes())
        return cls(config, model_storage, resource, model)

    def __init__(
        self, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, model: CrfModel
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._model = model

    def train(self, training_data: TrainingData) -> Resource:
        wanted = set(self._config["entities"])
        by_text = {m.get(TEXT): m for m in training_data.nlu_examples if m.get(TEXT)}
        annotated = ((text, spans_in(m.get(ENTITIES) or [], wanted)) for text, m in by_text.items())
        examples = (Example(_tokens(by_text[text]), spans) for text, spans in pick(annotated))
        with self._storage.write_to(self._resource) as directory:
            self._model = CrfModel.fit(examples, directory / _FILE)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            spans = self._model.spans([token for token in _tokens(message) if token[1] < _MAX_CHARS])
            found = [
                Found(one.entity, one.start, one.end, text[one.start : one.end].lower()) for one in spans
            ]
            add(message, found, self.name)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data


def _tokens(message: Message) -> Tokens:
    tokens = message.get(TOKENS_NAMES[TEXT])
    return split(message.get(TEXT) or "") if tokens is None else [(one.text, one.start) for one in tokens]
