"""What an answer is expected to tell about a customer's class: the worth of a question, in bits."""

# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from engine.errors import Invalid
from engine.gaps.latent.fields import FloatArray
from engine.gaps.latent.model import LatentClasses


@dataclass(frozen=True)
class Question:
    """One that could be asked. answers: (classes, answers), P(answer | class) of a true answer, rows sum
    to 1. unknown: chance of "I don't know" or of no answer, one number or one per class.
    """

    name: str
    answers: FloatArray
    unknown: float | FloatArray = 0.0


@dataclass(frozen=True)
class Worth:
    """A question and its expected information gain in bits."""

    name: str
    bits: float


def expected_information_gain(posterior: FloatArray, question: Question, noise: float = 0.1) -> FloatArray:
    """I(class; answer) in bits: how much the answer is expected to lower the entropy of the class.

    posterior: (classes,) or (n, classes), rows sum to 1. noise: share of answers that are drawn evenly
    from all, whatever is true. An `unknown` that is the same in every class tells nothing; one that differs
    does. Returns () or (n,), never negative. Raises Invalid where shapes disagree or noise is no share.
    Source: Lindley 1956, I(C; A) = H(A) - H(A | C); noise as a symmetric channel.
    """
    heard = channel(question, noise)
    if posterior.shape[-1] != len(heard):
        raise Invalid(f"{question.name}: {len(heard)} classes answer, but {posterior.shape[-1]} are given.")
    given_class = posterior @ entropy(heard)
    return np.maximum(entropy(posterior @ heard) - given_class, 0.0)


def channel(question: Question, noise: float) -> FloatArray:
    """(classes, answers + 1): P(what we hear | class); the last column is "I don't know"."""
    if not 0 <= noise <= 1:
        raise Invalid(f"The noise of answers is a share between 0 and 1, not {noise}.")
    answers = question.answers
    if answers.ndim != 2 or not np.allclose(answers.sum(axis=1), 1.0):  # noqa: PLR2004 - classes x answers
        raise Invalid(f"{question.name}: P(answer | class) has to be a table whose rows sum to 1.")
    said = (1 - noise) * answers + noise / answers.shape[1]
    unknown = np.broadcast_to(np.asarray(question.unknown, dtype=np.float64), len(answers))[:, None]
    if ((unknown < 0) | (unknown > 1)).any():
        raise Invalid(f"{question.name}: the chance of no answer has to lie between 0 and 1.")
    return np.concatenate([(1 - unknown) * said, unknown], axis=1)


def entropy(shares: FloatArray) -> FloatArray:
    """Entropy in bits along the last axis; 0 log 0 is 0."""
    logs = np.log2(np.where(shares > 0, shares, 1.0))
    return -(shares * logs).sum(axis=-1)


def updated(posterior: FloatArray, question: Question, heard: int | None, noise: float = 0.1) -> FloatArray:
    """(classes,): the posterior after answer number `heard`; None is "I don't know"."""
    table = channel(question, noise)
    if heard is not None and not 0 <= heard < table.shape[1] - 1:
        raise Invalid(f"{question.name} has no answer number {heard}.")
    joint = posterior * table[:, -1 if heard is None else heard]
    return joint / joint.sum() if joint.sum() > 0 else posterior


def question_of(
    model: LatentClasses, name: str, cuts: Sequence[float] = (), unknown: float | FloatArray = 0.0
) -> Question:
    """The question for a field: its categories, or a number's ranges between `cuts` (in its own units)."""
    if name not in model.schema.numeric:
        return Question(name, model.table(name), unknown)
    if not cuts:
        raise Invalid(f"{name} is a number; say at which cuts its answers part.")
    place = model.schema.numeric.index(name)
    means, deviations = model.means[:, [place]], model.deviations[:, [place]]
    special: Any = import_module("scipy.special")  # here, as it loads slowly
    below = np.asarray(special.ndtr((np.sort(np.asarray(cuts, dtype=np.float64)) - means) / deviations))
    return Question(name, np.diff(below, axis=1, prepend=0.0, append=1.0), unknown)


def ranked(
    posterior: FloatArray, questions: Collection[Question], noise: float | Mapping[str, float] = 0.1
) -> list[Worth]:
    """All questions to one customer with posterior (classes,), the most telling first."""
    shares = noise if isinstance(noise, Mapping) else dict.fromkeys((q.name for q in questions), noise)
    worths = [
        Worth(q.name, float(expected_information_gain(posterior, q, shares[q.name]))) for q in questions
    ]
    return sorted(worths, key=lambda one: (-one.bits, one.name))
