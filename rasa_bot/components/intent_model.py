"""The intent model, free of Rasa: TF-IDF joined with sentence vectors, logistic regression, calibrated by
cross-validation.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

import numpy as np
import scipy.sparse as sp

from rasa_bot.components.familiarity import Familiarity, Known, main_axes
from rasa_bot.components.reading import Centres, Vectors
from rasa_bot.components.softmax import SoftmaxModel, fit, softmax
from rasa_bot.components.text_features import TextFeatures
from rasa_bot.components.validation import best_temperature, folds_of, report

_FEW = 5000


@dataclass(frozen=True)
class IntentSettings:
    """strength: C. keep: share of understood messages that the fallback must leave alone.

    english_weight, multilingual_weight: factors of the two sentence models' vectors (reading.py).
    """

    strength: float = 20.0
    english_weight: float = 2.0
    multilingual_weight: float = 1.0
    keep: float = 0.975


@dataclass(frozen=True)
class Effort:
    """Folds of the cross-validation, and iterations of its models and of the one that stays."""

    folds: int
    fold_iterations: int
    iterations: int

    @classmethod
    def of(cls, examples: int) -> "Effort":
        """Few examples can afford to be fitted to the end, and need more folds: a model of half of them
        knows much less than one of all, and its threshold would be too low.
        """
        return cls(5, 100, 200) if examples < _FEW else cls(2, 20, 30)


@dataclass(frozen=True)
class Examples:
    """Parallel lists: words joined by spaces, raw text, sentence vectors, language."""

    words: List[str]
    texts: List[str]
    vectors: Vectors
    languages: np.ndarray

    def at(self, rows: np.ndarray) -> "Examples":
        return Examples(
            [self.words[row] for row in rows],
            [self.texts[row] for row in rows],
            self.vectors.at(rows),
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
        self._centres = Centres({})

    def fit(self, examples: Examples, labels: List[str]) -> "IntentModel":
        """Fits on examples with their intents; the same examples in the same order give the same model."""
        self.classes = sorted(set(labels))
        index = {name: column for column, name in enumerate(self.classes)}
        targets = np.asarray([index[label] for label in labels])
        self._centres = Centres.fit(examples.vectors.multilingual, examples.languages)
        self._features = TextFeatures.fit(examples.words, examples.texts)
        sparse, dense = self._blocks(examples)
        start = None
        effort = Effort.of(len(labels))
        if len(self.classes) > 1 and len(labels) >= 2 * effort.folds:
            start = self._calibrate(sparse, dense, targets, examples.languages, effort)
        self._softmax = self._train(sparse, dense, targets, effort.iterations, start)
        self._known = Known(sparse, dense, main_axes(dense))
        return self

    def predict(self, examples: Examples) -> Tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Returns probabilities (n, classes), familiarity scores (n,) and whether each is too low to be
        trusted (n,).
        """
        sparse, dense = self._blocks(examples)
        probabilities = softmax(self._softmax.logits(sparse, dense) / self._temperature)
        nearest = self._known.nearest(sparse, dense)
        scores = self._familiarity.scores(probabilities, nearest, examples.languages)
        return probabilities, scores, self._familiarity.unknown(scores, examples.languages)

    def _blocks(self, examples: Examples) -> Tuple[sp.csr_matrix, np.ndarray]:
        """Features (n, s) of words and characters, and (n, d) of the sentence vectors."""
        sparse = self._features.transform(examples.words, examples.texts)
        english, multilingual = examples.vectors
        parts = (
            self.settings.english_weight * english,
            self.settings.multilingual_weight * self._centres.centred(multilingual, examples.languages),
        )
        return sparse, np.concatenate(parts, axis=1).astype(np.float32)

    def _train(
        self,
        sparse: sp.csr_matrix,
        dense: np.ndarray,
        targets: np.ndarray,
        iterations: int,
        start: Optional[np.ndarray] = None,
    ) -> SoftmaxModel:
        return fit(
            sparse,
            dense,
            targets,
            len(self.classes),
            strength=self.settings.strength,
            iterations=iterations,
            start=start,
        )

    def _calibrate(
        self,
        sparse: sp.csr_matrix,
        dense: np.ndarray,
        targets: np.ndarray,
        languages: np.ndarray,
        effort: Effort,
    ) -> np.ndarray:
        """Scores every example by a model that has not seen it, then sets temperature, familiarity and
        report.

        Returns the folds' mean weights, from where the model of all examples is soon found. The vocabulary
        is common to all folds: it is learnt without the intents.
        """
        logits = np.zeros((len(targets), len(self.classes)), dtype=np.float32)
        nearest = np.zeros(len(targets), dtype=np.float32)
        axes = main_axes(dense)
        assigned = folds_of(targets, effort.folds)
        weights: List[np.ndarray] = []
        for fold in range(effort.folds):
            seen, held = np.flatnonzero(assigned != fold), np.flatnonzero(assigned == fold)
            rest, others = sparse[seen], dense[seen]
            model = self._train(rest, others, targets[seen], effort.fold_iterations)
            logits[held] = model.logits(sparse[held], dense[held])
            nearest[held] = Known(rest, others, axes).nearest(sparse[held], dense[held])
            weights.append(model.weights)
        self._temperature = best_temperature(logits, targets)
        probabilities = softmax(logits / self._temperature)
        self._familiarity = Familiarity.fit(
            probabilities, nearest, languages, probabilities.argmax(axis=1) == targets, self.settings.keep
        )
        unknown = self._familiarity.unknown(
            self._familiarity.scores(probabilities, nearest, languages), languages
        )
        self.report = report(probabilities, targets, languages, unknown, self.classes)
        self.report["temperature"] = round(self._temperature, 4)
        return np.mean(weights, axis=0)

    def save(self, directory: Path) -> None:
        """Writes arrays and JSON only; nothing in the archive is code."""
        self._features.save(directory)
        np.savez(directory / "model.npz", weights=self._softmax.weights)
        self._known.save(directory)
        self._centres.save(directory / "centres.json")
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
        model._centres = Centres.load(directory / "centres.json")
        return model
