"""python -m rasa_bot.cross_validate DATA FOLDS: the intent model on our own examples, every one predicted by
a model that has not seen it.

Reads the folder DATA as Rasa does, passes the messages through the components that stand before the
classifier in config.yml, and prints {language: {"examples", "accuracy", "macro_f1"}} of the top intents.
"""

import json
import sys
from pathlib import Path
from typing import Any, Dict, List, Type

import numpy as np
import yaml
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from sklearn.metrics import f1_score

from rasa_bot.components.intent_classifier import AttuneIntentClassifier, examples_of
from rasa_bot.components.intent_model import Examples, IntentModel, IntentSettings
from rasa_bot.components.language import LanguageDetector
from rasa_bot.components.sentence_vectors import SentenceVectors
from rasa_bot.components.tokenizer import MixedTokenizer
from rasa_bot.components.validation import folds_of

_CONFIG = Path(__file__).with_name("config.yml")


def settings_of(component: Type[Any]) -> Dict[str, Any]:
    """A component's settings: its defaults, and what config.yml says otherwise."""
    pipeline = yaml.safe_load(_CONFIG.read_text(encoding="utf-8"))["pipeline"]
    given = next(entry for entry in pipeline if entry["name"].endswith(f".{component.__name__}"))
    return {**component.get_default_config(), **given}


def featurised(data: Path) -> List[Message]:
    """The intent examples below `data`, with language, tokens and sentence vectors."""
    training = load_data(str(data))
    components = (
        LanguageDetector(),
        MixedTokenizer(settings_of(MixedTokenizer)),
        SentenceVectors(settings_of(SentenceVectors)),
    )
    for component in components:
        training = component.process_training_data(training)
    return training.intent_examples


def out_of_fold(examples: Examples, labels: List[str], folds: int) -> np.ndarray:
    """The top intent (n,) of each example from the model of the other folds."""
    config = settings_of(AttuneIntentClassifier)
    settings = IntentSettings(**{name: config[name] for name in IntentSettings.__dataclass_fields__})
    targets = np.asarray(labels, dtype=object)
    assigned = folds_of(targets, folds)
    predicted = np.empty(len(labels), dtype=object)
    for fold in range(folds):
        seen, held = np.flatnonzero(assigned != fold), np.flatnonzero(assigned == fold)
        model = IntentModel(settings).fit(examples.at(seen), list(targets[seen]))
        probabilities = model.predict(examples.at(held))[0]
        predicted[held] = [model.classes[column] for column in probabilities.argmax(axis=1)]
    return predicted


def figures(labels: np.ndarray, predicted: np.ndarray) -> Dict[str, Any]:
    """Over the labels that occur among these examples."""
    score = f1_score(
        list(labels), list(predicted), labels=sorted(set(labels)), average="macro", zero_division=0
    )
    return {
        "examples": len(labels),
        "accuracy": round(float((labels == predicted).mean()), 4),
        "macro_f1": round(float(score), 4),
    }


def main(arguments: List[str]) -> int:
    messages = featurised(Path(arguments[0]))
    examples, labels = examples_of(messages), [message.get(INTENT) for message in messages]
    predicted = out_of_fold(examples, labels, int(arguments[1]))
    targets = np.asarray(labels, dtype=object)
    languages = {str(one): examples.languages == one for one in sorted(set(examples.languages))}
    print(json.dumps({one: figures(targets[rows], predicted[rows]) for one, rows in languages.items()}))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
