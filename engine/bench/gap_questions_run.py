"""Ways of choosing the next question, tried on customers whose answers and later purchases are known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.bench.gap_questions_data import Trial
from engine.gaps.latent.fields import FloatArray
from engine.gaps.questions.learn import learn
from engine.gaps.questions.model import NO, YES, QuestionModel
from engine.gaps.questions.value import LIST, answer_entropy, bits, list_gain

ASKED = 8
DRAWS = 3
"""Draws of answers, and of random orders, of each customer; their mean is the customer's figure."""
SILENT = 2
"""Column of "I don't know" in `QuestionModel.heard`."""
LIST_GAIN, BITS, ENTROPY, RANDOM = "list gain", "information gain", "maximum entropy", "random"
Value = Callable[[QuestionModel, FloatArray, FloatArray], FloatArray]
"""(model, posteriors (n, classes), chance (n, attributes)) -> values (n, attributes); the highest wins."""


@dataclass(frozen=True)
class Scenario:
    """noise: share of answers drawn evenly. unknown: share of "I don't know". The model always believes in
    `NOISE` and `UNKNOWN`, as in the shop, whatever is true here.
    """

    noise: float
    unknown: float

    @property
    def name(self) -> str:
        return f"noise{self.noise:.0%}_unknown{self.unknown:.0%}".replace("%", "")


SCENARIOS = (Scenario(0.0, 0.1), Scenario(0.15, 0.1), Scenario(0.3, 0.1), Scenario(0.15, 0.3))


def _list_gain(model: QuestionModel, posteriors: FloatArray, _: FloatArray) -> FloatArray:
    same, places = np.unique(posteriors, axis=0, return_inverse=True)
    return np.stack([list_gain(model, one) for one in same])[places.ravel()]


def _static_entropy(model: QuestionModel, posteriors: FloatArray, _: FloatArray) -> FloatArray:
    """By the entropy of the answers of all customers: the same order for everybody."""
    return np.tile(answer_entropy(model, model.weights[None]), (len(posteriors), 1))


POLICIES: Mapping[str, Value] = {
    LIST_GAIN: _list_gain,
    BITS: lambda model, posteriors, _: bits(model, posteriors),
    ENTROPY: _static_entropy,
    RANDOM: lambda _, __, chance: chance,
}


def run(trial: Trial, scenario: Scenario, seed: int = 1) -> dict[str, FloatArray]:
    """By policy NDCG@10 after 0 to ASKED answers of every customer reported on: (customers, ASKED + 1).

    Each fold's model is learnt from all other customers.
    """
    found: dict[str, list[FloatArray]] = {name: [] for name in POLICIES}
    for fold in range(int(trial.fold.max()) + 1):
        asked = (trial.fold == fold) & trial.wants.any(axis=1)
        if not asked.any():
            continue
        others = trial.fold != fold
        model = learn(trial.attributes, trial.likes[others], trial.items, trial.wants[others].astype(float))
        places = {name: place for place, name in enumerate(trial.attributes)}
        likes = trial.likes[asked][:, [places[name] for name in model.attributes]]
        drawn = [_draw(likes, scenario, [seed, fold, draw]) for draw in range(DRAWS)]
        for name, value in POLICIES.items():
            wants = _Wants.of(trial, asked, model)
            curves = [_curve(model, value, wants, answers, chance) for answers, chance in drawn]
            found[name].append(np.mean(curves, axis=0))
    return {name: np.concatenate(parts) for name, parts in found.items()}


def _draw(
    likes: NDArray[np.bool_], scenario: Scenario, seed: list[int]
) -> tuple[NDArray[np.intp], FloatArray]:
    """What each customer would say to each question, and a random order of questions."""
    random = np.random.default_rng(seed)
    evenly = random.random(likes.shape) < scenario.noise
    says = np.where(evenly, random.random(likes.shape) < 1 / 2, likes)
    silent = random.random(likes.shape) < scenario.unknown
    return np.where(silent, SILENT, np.where(says, YES, NO)).astype(np.intp), random.random(likes.shape)


@dataclass(frozen=True)
class _Wants:
    """wants: (customers, the model's items). ideal: (customers,), the best DCG that any list could have."""

    wants: NDArray[np.bool_]
    ideal: FloatArray

    @classmethod
    def of(cls, trial: Trial, asked: NDArray[np.bool_], model: QuestionModel) -> "_Wants":
        columns = {item: column for column, item in enumerate(trial.items)}
        most = np.minimum(trial.wants[asked].sum(axis=1), LIST)
        known = trial.wants[asked][:, [columns[item] for item in model.items]]
        return cls(known, np.cumsum(_DISCOUNT)[most - 1])

    def ndcg(self, chances: FloatArray) -> FloatArray:
        """(customers,): NDCG@10 of the likeliest items, gains of 1."""
        lists = np.argsort(-chances, axis=1, kind="stable")[:, :LIST]
        hits = np.take_along_axis(self.wants, lists, axis=1)
        return hits @ _DISCOUNT[: lists.shape[1]] / self.ideal


def _curve(
    model: QuestionModel, value: Value, wants: _Wants, answers: NDArray[np.intp], chance: FloatArray
) -> FloatArray:
    rows = np.arange(len(answers))
    posteriors = np.tile(model.weights, (len(answers), 1))
    asked = np.zeros(answers.shape, dtype=bool)
    curve = [wants.ndcg(posteriors @ model.buys)]
    for _ in range(ASKED):
        values = np.where(asked, -1.0, value(model, posteriors, chance))
        question = values.argmax(axis=1)
        asked[rows, question] = True
        posteriors = posteriors * model.heard[question, :, answers[rows, question]]
        posteriors /= posteriors.sum(axis=1, keepdims=True)
        curve.append(wants.ndcg(posteriors @ model.buys))
    return np.stack(curve, axis=1)


_DISCOUNT = 1 / np.log2(np.arange(2, LIST + 2))
