"""Puts the sentence vector of each message among its dense features, for all components after it.

Chinese is encoded by its English glosses (glosses.py): the default sentence model knows English only.
"""

from typing import Any, Dict, List, Optional

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_bot.components.encoder import SentenceEncoder, sentence_directory, shared_encoder
from rasa_bot.components.glosses import gloss
from rasa_bot.components.language import LANGUAGE

_ORIGIN = "SentenceVectors"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceVectors(GraphComponent):
    """Dense sentence features from the exported sentence model; training texts are encoded in batches."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"threads": 2, "training_threads": 2, "max_tokens": 128, "gloss_chinese": True}

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
        return (sentence_directory() / "meta.json").read_text(encoding="utf-8")

    def __init__(self, config: Dict[str, Any]) -> None:
        self._config = config
        # Loaded now, so that the first message does not wait and a missing folder is told at start.
        self._encoder: SentenceEncoder = shared_encoder(
            sentence_directory(), config["threads"], config["max_tokens"]
        )

    def process(self, messages: List[Message]) -> List[Message]:
        self._add_vectors(self._encoder, messages)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        encoder = shared_encoder(
            sentence_directory(), self._config["training_threads"], self._config["max_tokens"]
        )
        self._add_vectors(encoder, training_data.training_examples)
        return training_data

    def _add_vectors(self, encoder: SentenceEncoder, messages: List[Message]) -> None:
        having = [message for message in messages if message.get(TEXT)]
        vectors = encoder.encode([self._readable(message) for message in having])
        for message, vector in zip(having, vectors, strict=True):
            message.add_features(Features(vector[np.newaxis, :], FEATURE_TYPE_SENTENCE, TEXT, _ORIGIN))

    def _readable(self, message: Message) -> str:
        """What the sentence model is given."""
        tokens = message.get(TOKENS_NAMES[TEXT]) or []
        if self._config["gloss_chinese"] and message.get(LANGUAGE) == "zh":
            return gloss([token.text for token in tokens]) or message.get(TEXT)
        return message.get(TEXT)


def sentence_vector(message: Message) -> Optional[np.ndarray]:
    """The vector (dim,) that `SentenceVectors` put on a message, or None."""
    for features in message.features:
        if features.origin == _ORIGIN and features.attribute == TEXT:
            return features.features[0]
    return None
