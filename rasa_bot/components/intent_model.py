"""The intent model, free of Rasa: TF-IDF joined with sentence vectors, logistic regression, calibrated by
cross-validation.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Dict, List, Tuple

import numpy as np

from rasa_bot.components.familiarity import Familiarity, Known
from rasa_bot.components.softmax import SoftmaxModel, fit, softmax
from rasa_bot.components.text_features import TextFeatures
from rasa_bot.components.validation import best_temperature, folds_of, report


@dataclass(frozen=True)
class IntentSettings:
    """strength: C. keep: share of understood messages that the fallback must leave alone.

    dense_weight, glossed_weight: factors of the sentence vectors of English and of glossed Chinese texts.
    """

    strength: float = 10.0
    dense_weight: float = 2.0
    glossed_weight: float = 1.0
    iterations: int = 80
    fold_iterations: int = 30
    folds: int = 3
    keep: float = 0.97


@dataclass(frozen=True)
class Examples:
    """Parallel lists: words joined by spaces, raw text, sentence vectors (n, d), language."""

    words: List[str]
    texts: List[str]
    vectors: np.ndarray
    languages: np.ndarray

    def at(self, rows: np.ndarray) -> "Examples":
        return Examples(
            [self.words[row] for row in rows],
            [self.texts[row] for row in rows],
            self.vectors[rows],
            self.languages[rows],
        )


class IntentModel:
    """Predicts a probability for each intent, and how familiar a message looks."""

    def __init__(self, settings: IntentSettings) -> None:
        self.settings = settings
        self.classes: List[str] = []
        self.report: Dict[str, Any] = {}
        self._features: TextFeatures
        self._softmax = SoftmaxModel(np.zeros((1, 0), dtype=np.float32))
        self._temperature = 1.0
        self._familiarity = Familiarity({})
        self._known: Known

    def fit(self, examples: Examples, labels: List[str]) -> "IntentModel":
        """Fits on examples with their intents; the same examples in the same order give the same model."""
        self.classes = sorted(set(labels))
        index = {name: column for column, name in enumerate(self.classes)}
        targets = np.asarray([index[label] for label in labels])
        if len(self.classes) > 1 and len(labels) >= 2 * self.settings.folds:
            self._calibrate(examples, targets)
        self._features, self._softmax, self._known = self._train(examples, targets, self.settings.iterations)
        return self

    def predict(self, examples: Examples) -> Tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Returns probabilities (n, classes), familiarity scores (n,) and whether each is too low to be
        trusted (n,).
        """
        sparse = self._features.transform(examples.words, examples.texts)
        dense = self._scaled(examples)
        probabilities = softmax(self._softmax.logits(sparse, dense) / self._temperature)
        nearest = self._known.nearest(sparse, dense)
        scores = self._familiarity.scores(probabilities, nearest, examples.languages)
        return probabilities, scores, self._familiarity.unknown(scores, examples.languages)

    def _scaled(self, examples: Examples) -> np.ndarray:
        chinese, english = self.settings.glossed_weight, self.settings.dense_weight
        factors = np.where(examples.languages == "zh", chinese, english)[:, np.newaxis]
        return (factors * examples.vectors).astype(np.float32)

    def _train(
        self, examples: Examples, targets: np.ndarray, iterations: int
    ) -> Tuple[TextFeatures, SoftmaxModel, Known]:
        features = TextFeatures.fit(examples.words, examples.texts)
        sparse = features.transform(examples.words, examples.texts)
        dense = self._scaled(examples)
        model = fit(
            sparse, dense, targets, len(self.classes), strength=self.settings.strength, iterations=iterations
        )
        return features, model, Known(sparse, dense)

    def _calibrate(self, examples: Examples, targets: np.ndarray) -> None:
        """Scores every example by a model that has not seen it, then sets temperature, familiarity and
        report.
        """
        logits = np.zeros((len(targets), len(self.classes)), dtype=np.float32)
        nearest = np.zeros(len(targets), dtype=np.float32)
        assigned = folds_of(targets, self.settings.folds)
        for fold in range(self.settings.folds):
            seen, held = np.flatnonzero(assigned != fold), np.flatnonzero(assigned == fold)
            part, rest = examples.at(held), examples.at(seen)
            features, model, known = self._train(rest, targets[seen], self.settings.fold_iterations)
            sparse, dense = features.transform(part.words, part.texts), self._scaled(part)
            logits[held] = model.logits(sparse, dense)
            nearest[held] = known.nearest(sparse, dense)
        self._temperature = best_temperature(logits, targets)
        probabilities = softmax(logits / self._temperature)
        self._familiarity = Familiarity.fit(
            probabilities,
            nearest,
            examples.languages,
            probabilities.argmax(axis=1) == targets,
            self.settings.keep,
        )
        scores = self._familiarity.scores(probabilities, nearest, examples.languages)
        unknown = self._familiarity.unknown(scores, examples.languages)
        self.report = report(probabilities, targets, examples.languages, unknown, self.classes)
        self.report["temperature"] = round(self._temperature, 4)

    def save(self, directory: Path) -> None:
        """Writes arrays and JSON only; nothing in the archive is code."""
        self._features.save(directory)
        np.savez(directory / "model.npz", weights=self._softmax.weights)
        self._known.save(directory)
        content = {
            "settings": asdict(self.settings),
            "classes": self.classes,
            "temperature": self._temperature,
            "familiarity": self._familiarity.as_dict(),
        }
        (directory / "model.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        (directory / "report.json").write_text(json.dumps(self.report, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, directory: Path) -> "IntentModel":
        """Reads what `save` wrote."""
        content = json.loads((directory / "model.json").read_text(encoding="utf-8"))
        model = cls(IntentSettings(**content["settings"]))
        model.classes = content["classes"]
        model.report = json.loads((directory / "report.json").read_text(encoding="utf-8"))
        model._temperature = content["temperature"]
        model._familiarity = Familiarity(content["familiarity"])
        model._features = TextFeatures.load(directory)
        with np.load(directory / "model.npz") as arrays:
            model._softmax = SoftmaxModel(arrays["weights"])
        model._known = Known.load(directory)
        return model
