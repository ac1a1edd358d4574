"""The sentiment model, free of Rasa: TF-IDF with negation marks joined with sentence vectors, logistic
regression.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Dict, List

import numpy as np

from rasa_bot.components.reading import Centres, Vectors
from rasa_bot.components.sentiment_cues import emphasis, face_balance, marked_words
from rasa_bot.components.softmax import SoftmaxModel, fit, softmax
from rasa_bot.components.text_features import TextFeatures
from rasa_bot.components.tokenizer import split
from rasa_bot.components.validation import best_temperature, folds_of, report

LABELS = ("negative", "neutral", "positive")

# Logits that one smiling face adds to `positive` and takes from `negative`: faces are rare in training texts.
_FACE = 1.0


@dataclass(frozen=True)
class SentimentSettings:
    """strength: C. dense_weight: factor of the sentence vectors."""

    strength: float = 10.0
    dense_weight: float = 0.5
    iterations: int = 40
    folds: int = 3


class SentimentModel:
    """Probabilities of negative, neutral and positive."""

    def __init__(self, settings: SentimentSettings) -> None:
        self.settings = settings
        self.report: Dict[str, Any] = {}
        self._features: TextFeatures
        self._softmax = SoftmaxModel(np.zeros((1, len(LABELS)), dtype=np.float32))
        self._temperature = 1.0
        self._centres = Centres({})

    def fit(
        self, texts: List[str], vectors: Vectors, labels: List[str], languages: np.ndarray
    ) -> "SentimentModel":
        """texts with their sentence vectors, labels of LABELS and languages. Raises ValueError on another
        label.
        """
        self._centres = Centres.fit(vectors.multilingual, languages)
        dense = self._scaled(vectors, languages)
        targets = np.asarray([LABELS.index(label) for label in labels])
        logits = np.zeros((len(targets), len(LABELS)), dtype=np.float32)
        assigned = folds_of(targets, self.settings.folds)
        for fold in range(self.settings.folds):
            seen, held = np.flatnonzero(assigned != fold), np.flatnonzero(assigned == fold)
            self._train([texts[row] for row in seen], dense[seen], targets[seen])
            logits[held] = self._logits([texts[row] for row in held], dense[held])
        self._temperature = best_temperature(logits, targets)
        nothing_unknown = np.zeros(len(targets), dtype=bool)
        probabilities = softmax(logits / self._temperature)
        self.report = report(probabilities, targets, languages, nothing_unknown, list(LABELS))
        self._train(texts, dense, targets)
        return self

    def predict(self, texts: List[str], vectors: Vectors, languages: np.ndarray) -> np.ndarray:
        """Returns probabilities (n, 3) in the order of LABELS."""
        return softmax(self._logits(texts, self._scaled(vectors, languages)) / self._temperature)

    def _train(self, texts: List[str], dense: np.ndarray, targets: np.ndarray) -> None:
        words = [_words(text) for text in texts]
        self._features = TextFeatures.fit(words, texts)
        sparse = self._features.transform(words, texts)
        # Rare labels count as much as frequent ones: most of a shop's messages are neutral.
        counts = np.bincount(targets, minlength=len(LABELS))
        weight = len(targets) / (len(LABELS) * np.maximum(counts, 1))[targets]
        self._softmax = fit(
            sparse,
            dense,
            targets,
            len(LABELS),
            strength=self.settings.strength,
            iterations=self.settings.iterations,
            weight=weight,
        )

    def _logits(self, texts: List[str], dense: np.ndarray) -> np.ndarray:
        sparse = self._features.transform([_words(text) for text in texts], texts)
        faces = np.asarray([face_balance(text) for text in texts])[:, np.newaxis]
        return self._softmax.logits(sparse, dense) + _FACE * faces * np.asarray([-1.0, 0.0, 1.0])

    def _scaled(self, vectors: Vectors, languages: np.ndarray) -> np.ndarray:
        parts = (vectors.english, self._centres.centred(vectors.multilingual, languages))
        return (self.settings.dense_weight * np.concatenate(parts, axis=1)).astype(np.float32)

    def save(self, directory: Path) -> None:
        """Writes arrays and JSON only."""
        self._features.save(directory)
        self._centres.save(directory / "centres.json")
        np.savez(directory / "model.npz", weights=self._softmax.weights)
        content = {"settings": asdict(self.settings), "temperature": self._temperature}
        (directory / "model.json").write_text(json.dumps(content), encoding="utf-8")
        (directory / "report.json").write_text(json.dumps(self.report), encoding="utf-8")

    @classmethod
    def load(cls, directory: Path) -> "SentimentModel":
        """Reads what `save` wrote."""
        content = json.loads((directory / "model.json").read_text(encoding="utf-8"))
        model = cls(SentimentSettings(**content["settings"]))
        model.report = json.loads((directory / "report.json").read_text(encoding="utf-8"))
        model._temperature = content["temperature"]
        model._features = TextFeatures.load(directory)
        model._centres = Centres.load(directory / "centres.json")
        with np.load(directory / "model.npz") as arrays:
            model._softmax = SoftmaxModel(arrays["weights"])
        return model


def _words(text: str) -> str:
    return " ".join(marked_words([token for token, _ in split(text)]) + emphasis(text))
