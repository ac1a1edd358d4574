"""Intent classifier of the pipeline, with its own fallback for messages that it should not guess at."""

from typing import Any, Dict, List

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_bot.components.intent_model import Examples, IntentModel, IntentSettings
from rasa_bot.components.language import DEFAULT, LANGUAGE, detect
from rasa_bot.components.order_free import order_free
from rasa_bot.components.reading import Vectors
from rasa_bot.components.sentence_vectors import stacked, vectors_of
from rasa_bot.components.tokenizer import split

FAMILIARITY = "familiarity"


def words_of(message: Message) -> str:
    """The message's tokens, joined by spaces, without those of order numbers."""
    text = message.get(TEXT) or ""
    rest = order_free(text)
    if rest != text:
        return " ".join(word for word, _ in split(rest))
    return " ".join(token.text for token in message.get(TOKENS_NAMES[TEXT]) or [])


def examples_of(messages: List[Message]) -> Examples:
    """What the models read of tokenised messages that carry a sentence vector."""
    return Examples(
        [words_of(message) for message in messages],
        [order_free(message.get(TEXT)) for message in messages],
        stacked([_vectors(message) for message in messages]),
        np.asarray(
            [message.get(LANGUAGE) or detect(message.get(TEXT)) for message in messages], dtype=object
        ),
    )


def _vectors(message: Message) -> Vectors:
    vectors = vectors_of(message)
    if vectors is None:
        raise ValueError("SentenceVectors has to stand before AttuneIntentClassifier in the pipeline")
    return vectors


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AttuneIntentClassifier(IntentClassifier, GraphComponent):
    """Sets `intent`, `intent_ranking` and `familiarity`; `nlu_fallback` where the model does not know or
    cannot decide.

    The threshold of the fallback is found while training (see familiarity.py). `ambiguity` is the least gap
    between the first two intents; `certainty` the least probability of the first: around it a third of
    the answers are wrong, and a question costs the customer less.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {
            "strength": 20.0,
            "english_weight": 2.0,
            "multilingual_weight": 1.0,
            "keep": 0.975,
            "ambiguity": 0.05,
            "certainty": 0.35,
            "ranking_length": 10,
        }

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "AttuneIntentClassifier":
        names = IntentSettings.__dataclass_fields__
        settings = IntentSettings(**{name: config[name] for name in names})
        return cls(config, model_storage, resource, IntentModel(settings))

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "AttuneIntentClassifier":
        with model_storage.read_from(resource) as directory:
            return cls(config, model_storage, resource, IntentModel.load(directory))

    def __init__(
        self, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, model: IntentModel
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._model = model

    def train(self, training_data: TrainingData) -> Resource:
        """Raises ValueError where there is nothing to learn from."""
        examples = [message for message in training_data.intent_examples if message.get(TEXT)]
        if not examples:
            raise ValueError("The training data hold no intent examples")
        self._model.fit(examples_of(examples), [message.get(INTENT) for message in examples])
        with self._storage.write_to(self._resource) as directory:
            self._model.save(directory)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            if not (message.get(TEXT) or "").strip():
                self._answer(message, [_named(DEFAULT_NLU_FALLBACK_INTENT_NAME, 1.0)], 0.0)
                continue
            probabilities, scores, unknown = self._model.predict(examples_of([message]))
            order = np.argsort(-probabilities[0], kind="stable")
            ranking = [_named(self._model.classes[row], probabilities[0][row]) for row in order]
            if unknown[0] or self._undecided(ranking):
                ranking.insert(0, _named(DEFAULT_NLU_FALLBACK_INTENT_NAME, 1.0 - ranking[0]["confidence"]))
            self._answer(message, ranking, float(scores[0]))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def _undecided(self, ranking: List[Dict[str, Any]]) -> bool:
        first, *others = (entry["confidence"] for entry in ranking)
        gap = first - others[0] if others else 1.0
        return first < self._config["certainty"] or gap < self._config["ambiguity"]

    def _answer(self, message: Message, ranking: List[Dict[str, Any]], familiarity: float) -> None:
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking[: self._config["ranking_length"]], add_to_output=True)
        message.set(FAMILIARITY, familiarity, add_to_output=True)
        message.set(LANGUAGE, message.get(LANGUAGE) or DEFAULT, add_to_output=True)


def _named(intent: str, confidence: float) -> Dict[str, Any]:
    return {"name": intent, "confidence": float(confidence)}
