"""Which language a message is written in, by its script: English or Chinese.

The parse result carries `language`. The slot `language` is not filled from here: button payloads never pass
the pipeline, so the turn channel (rasa_bot/channels/turn.py) sets the slot for every turn, from this result
for texts and from the metadata for payloads, before slots are extracted and before any rule runs.
"""

import re
from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

LANGUAGE = "language"
DEFAULT = "en"

# What a Chinese customer types in Latin letters too: addresses, links, codes with digits, sizes, "ok".
_NEUTRAL = re.compile(
    r"\S+@\S+|https?://\S+|www\.\S+|#?[A-Za-z]*\d[A-Za-z\d-]*|(?<![A-Za-z])(?:x{0,3}[sl]|m|ok|okay)(?![A-Za-z])",
    re.IGNORECASE | re.ASCII,
)
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)?")


def has_han(text: str) -> bool:
    """Whether a Chinese character is among them."""
    return _HAN.search(text) is not None


def detect(text: str, previous: Optional[str] = None) -> str:
    """Returns "zh" or "en"; `previous` decides where the text has no telling letters (numbers, e-mail,
    emoji).
    """
    telling = _NEUTRAL.sub(" ", text)
    han, latin = len(_HAN.findall(telling)), len(_LATIN_WORD.findall(telling))
    if not han and not latin:
        return previous if previous in ("en", "zh") else DEFAULT
    # A Chinese sentence names brands in Latin letters; an English one seldom quotes Chinese.
    return "zh" if han >= latin else "en"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class LanguageDetector(GraphComponent):
    """Sets `language` on each message."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "LanguageDetector":
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            metadata = message.get("metadata") or {}
            message.set(LANGUAGE, detect(message.get(TEXT) or "", metadata.get(LANGUAGE)), add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        for message in training_data.training_examples:
            message.set(LANGUAGE, detect(message.get(TEXT) or ""))
        return training_data
