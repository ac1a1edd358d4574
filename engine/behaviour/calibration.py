"""From a model's scores to chances that come true as often as they say."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from engine.behaviour.arrays import Floats, Ints
from engine.behaviour.library import sklearn
from engine.behaviour.losses import LEAST, log_losses

ENOUGH_FOR_ISOTONIC = 1000
FOLDS = 5


class Calibrator(Protocol):
    """chances (rows, classes) in and out; rows sum to 1."""

    @property
    def name(self) -> str: ...

    def __call__(self, chances: Floats) -> Floats: ...


@dataclass(frozen=True)
class Unchanged:
    name: str = "none"

    def __call__(self, chances: Floats) -> Floats:
        return chances


@dataclass(frozen=True)
class Sigmoid:
    """Regression of what happened on the log chances: Platt 1999 for two classes, matrix scaling (Kull et
    al. 2019) with a ridge for more.
    """

    regression: Any
    classes: int
    name: str = "sigmoid"

    def __call__(self, chances: Floats) -> Floats:
        found = np.full((len(chances), self.classes), LEAST)
        found[:, self.regression.classes_] = self.regression.predict_proba(_logs(chances))
        return found / found.sum(axis=1, keepdims=True)


@dataclass(frozen=True)
class Isotonic:
    """A rising step function for each class against the rest (Zadrozny & Elkan 2002), normalised."""

    steps: tuple[Any, ...]
    name: str = "isotonic"

    def __call__(self, chances: Floats) -> Floats:
        found = np.column_stack([step.predict(chances[:, k]) for k, step in enumerate(self.steps)])
        found = np.clip(found, LEAST, None)
        return found / found.sum(axis=1, keepdims=True)


def calibrator_for(chances: Floats, label: Ints, customer: Ints) -> Calibrator:
    """The one of the three with the least log loss in 5-fold cross-validation by customer.

    chances: (rows, classes), predictions for rows that the model was not fitted on. Isotonic is tried from
    1,000 rows on; below it would fit the noise.
    """
    kinds: list[Callable[[Floats, Ints], Calibrator]] = [_unchanged, _sigmoid]
    if len(label) >= ENOUGH_FOR_ISOTONIC:
        kinds.append(_isotonic)
    fold = customer % FOLDS
    losses: list[float] = []
    for kind in kinds:
        found = np.zeros(len(label))
        for k in range(FOLDS):
            inside, outside = fold != k, fold == k
            if outside.any():
                fitted = kind(chances[inside], label[inside])
                found[outside] = log_losses(fitted(chances[outside]), label[outside])
        losses.append(float(found.mean()))
    return kinds[int(np.argmin(losses))](chances, label)


def _logs(chances: Floats) -> Floats:
    logs = np.log(np.clip(chances, LEAST, 1.0))
    return (logs[:, 1:] - logs[:, :1]) if chances.shape[1] == 2 else logs  # noqa: PLR2004 - the log odds


def _unchanged(chances: Floats, label: Ints) -> Calibrator:
    return Unchanged()


def _sigmoid(chances: Floats, label: Ints) -> Calibrator:
    if len(np.unique(label)) < 2:  # noqa: PLR2004 - one class alone teaches no slope
        return Unchanged()
    regression = sklearn("linear_model").LogisticRegression(C=1.0, max_iter=500).fit(_logs(chances), label)
    return Sigmoid(regression, chances.shape[1])


def _isotonic(chances: Floats, label: Ints) -> Calibrator:
    steps = tuple(
        sklearn("isotonic").IsotonicRegression(out_of_bounds="clip").fit(chances[:, k], label == k)
        for k in range(chances.shape[1])
    )
    return Isotonic(steps)
