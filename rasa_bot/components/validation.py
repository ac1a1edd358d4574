"""Cross-validation inside one training: folds, temperature, and the figures stored with the model."""

from typing import Any, Dict, List

import numpy as np
from scipy.optimize import minimize_scalar
from sklearn.metrics import f1_score

from rasa_bot.components.softmax import softmax


def folds_of(targets: np.ndarray, folds: int) -> np.ndarray:
    """Fold number (n,) of each example: every class dealt out in turn, so that each fold sees all classes."""
    assigned = np.zeros(len(targets), dtype=int)
    shuffled = np.random.default_rng(0).permutation(len(targets))
    for target in np.unique(targets):
        rows = shuffled[targets[shuffled] == target]
        assigned[rows] = np.arange(len(rows)) % folds
    return assigned


def best_temperature(logits: np.ndarray, targets: np.ndarray) -> float:
    """The divisor of the logits under which unseen examples are most probable (temperature scaling, Guo et
    al. 2017).
    """
    rows = np.arange(len(targets))

    def loss(log_temperature: float) -> float:
        probabilities = softmax(logits / np.exp(log_temperature))[rows, targets]
        return float(-np.log(np.maximum(probabilities, 1e-12)).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-2.0, 2.0), method="bounded").x))


def calibration_error(confidence: np.ndarray, right: np.ndarray, bins: int = 15) -> float:
    """Expected calibration error: mean gap of confidence and accuracy over equal-width bins, weighted by
    their size.
    """
    bin_of = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(confidence[bin_of == b].mean() - right[bin_of == b].mean()) * (bin_of == b).mean()
        for b in np.unique(bin_of)
    ]
    return float(sum(gaps))


def report(
    probabilities: np.ndarray,
    targets: np.ndarray,
    languages: np.ndarray,
    unknown: np.ndarray,
    classes: List[str],
) -> Dict[str, Any]:
    """Out-of-fold figures, overall and per language; `turned_away`: share given to the fallback."""
    predicted = probabilities.argmax(axis=1)
    groups = {"all": np.ones(len(targets), dtype=bool)}
    groups.update({str(language): languages == language for language in sorted(set(languages))})
    figures: Dict[str, Any] = {}
    for name, rows in groups.items():
        right = predicted[rows] == targets[rows]
        figures[name] = {
            "examples": int(rows.sum()),
            "accuracy": round(float(right.mean()), 4),
            "macro_f1": round(
                float(f1_score(targets[rows], predicted[rows], average="macro", zero_division=0)), 4
            ),
            "calibration_error": round(calibration_error(probabilities[rows].max(axis=1), right), 4),
            "turned_away": round(float(unknown[rows].mean()), 4),
        }
    per_intent = f1_score(targets, predicted, average=None, labels=range(len(classes)), zero_division=0)
    figures["f1"] = {name: round(float(value), 4) for name, value in zip(classes, per_intent, strict=True)}
    return figures
