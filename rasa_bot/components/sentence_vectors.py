"""Puts the vectors of both sentence models among the dense features of each message, for all components
after it (reading.py says which messages get which).
"""

from typing import Any, Dict, List, Optional

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_bot.components.encoder import ENGLISH, MULTILINGUAL, sentence_directory
from rasa_bot.components.language import DEFAULT, LANGUAGE
from rasa_bot.components.reading import Reader, Vectors

_ORIGINS = {ENGLISH: "SentenceVectors.english", MULTILINGUAL: "SentenceVectors.multilingual"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceVectors(GraphComponent):
    """Dense sentence features from the exported sentence models."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        # cache: name of the place where vectors of training texts are kept; null keeps none.
        return {"max_tokens": 128, "cache": "nlu"}

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceVectors":
        return cls(config)

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        # Another sentence model means other features: what Rasa cached must not be taken.
        metas = sorted(sentence_directory().glob("*/meta.json"))
        return "\n".join(meta.read_text(encoding="utf-8") for meta in metas)

    def __init__(self, config: Dict[str, Any]) -> None:
        self._config = config
        # Loaded now, so that the first message does not wait and a missing folder is told at start.
        self._reader = Reader(sentence_directory(), config["max_tokens"])

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            if message.get(TEXT):
                _add(message, self._reader.read(message.get(TEXT), message.get(LANGUAGE)))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        having = [message for message in training_data.training_examples if message.get(TEXT)]
        texts = [message.get(TEXT) for message in having]
        languages = [message.get(LANGUAGE) or DEFAULT for message in having]
        vectors = self._reader.read_all(texts, languages, self._config["cache"])
        for row, message in enumerate(having):
            _add(message, vectors.at(np.asarray([row])))
        return training_data


def _add(message: Message, vectors: Vectors) -> None:
    for kind, vector in vectors._asdict().items():
        message.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, _ORIGINS[kind]))


def vectors_of(message: Message) -> Optional[Vectors]:
    """The vectors (1, d) and (1, e) that `SentenceVectors` put on a message, or None."""
    found = {f.origin: f.features for f in message.features if f.attribute == TEXT}
    if not all(origin in found for origin in _ORIGINS.values()):
        return None
    return Vectors(found[_ORIGINS[ENGLISH]], found[_ORIGINS[MULTILINGUAL]])


def stacked(vectors: List[Vectors]) -> Vectors:
    """One block of many messages' vectors."""
    return Vectors(*(np.concatenate(part) for part in zip(*vectors, strict=True)))
