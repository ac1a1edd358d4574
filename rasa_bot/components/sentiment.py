"""Sentiment of each message: `sentiment` = {"label": negative | neutral | positive, "score": -1..1} in the
parse result.
"""

import csv
import hashlib
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_bot.components.encoder import sentence_directory
from rasa_bot.components.language import DEFAULT, LANGUAGE, detect
from rasa_bot.components.reading import Reader
from rasa_bot.components.sentence_vectors import vectors_of
from rasa_bot.components.sentiment_model import LABELS, SentimentModel, SentimentSettings

SENTIMENT = "sentiment"

_BOT = Path(__file__).resolve().parents[1]
_MAX_TOKENS = 128


class Labelled(NamedTuple):
    """Parallel lists."""

    texts: List[str]
    labels: List[str]


def read_labelled(directory: Path) -> Labelled:
    """Reads every CSV (header text,label) of the folder. Raises ValueError naming file and line of a wrong
    row.
    """
    data = Labelled([], [])
    for path in sorted(directory.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in (reader := csv.DictReader(file)):
                if row.get("label") not in LABELS or not (row.get("text") or "").strip():
                    raise ValueError(
                        f"{path}:{reader.line_num}: a row needs a text and one of {', '.join(LABELS)}"
                    )
                data.texts.append(row["text"])
                data.labels.append(row["label"])
    if not data.texts:
        raise ValueError(f"{directory} holds no labelled texts")
    return data


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentimentAnalyzer(GraphComponent):
    """Trained on its own labelled texts (`data`, relative to rasa_bot/), not on the intent examples."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"data": "data/sentiment", "strength": 10.0, "dense_weight": 0.5, "iterations": 40, "folds": 3}

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentimentAnalyzer":
        settings = SentimentSettings(
            **{name: config[name] for name in SentimentSettings.__dataclass_fields__}
        )
        return cls(config, model_storage, resource, SentimentModel(settings))

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "SentimentAnalyzer":
        with model_storage.read_from(resource) as directory:
            return cls(config, model_storage, resource, SentimentModel.load(directory))

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        # Rasa does not see these files; without this it would keep a cached model after they changed.
        files = sorted((_BOT / config.get("data", cls.get_default_config()["data"])).glob("*.csv"))
        return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()

    def __init__(
        self, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, model: SentimentModel
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._model = model

    def train(self, training_data: TrainingData) -> Resource:
        data = read_labelled(_BOT / self._config["data"])
        languages = [detect(text) for text in data.texts]
        vectors = Reader(sentence_directory(), _MAX_TOKENS).read_all(data.texts, languages, "sentiment")
        self._model.fit(data.texts, vectors, data.labels, np.asarray(languages, dtype=object))
        with self._storage.write_to(self._resource) as directory:
            self._model.save(directory)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            message.set(SENTIMENT, self._of(message), add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def _of(self, message: Message) -> Dict[str, Any]:
        vectors = vectors_of(message)
        if vectors is None:
            return {"label": "neutral", "score": 0.0}
        language = np.asarray([message.get(LANGUAGE) or DEFAULT], dtype=object)
        negative, neutral, positive = self._model.predict([message.get(TEXT)], vectors, language)[0]
        label = LABELS[int(np.argmax((negative, neutral, positive)))]
        return {"label": label, "score": round(float(positive - negative), 4)}
