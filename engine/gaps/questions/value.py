"""What a question is worth: bits about the kind of customer, and the better list that its answer gives."""

import numpy as np

from engine.gaps.latent.fields import FloatArray
from engine.gaps.latent.information import entropy, expected_information_gain
from engine.gaps.questions.model import QuestionModel

LIST = 10
"""Length of the list that answers are to improve."""


def bits(model: QuestionModel, posteriors: FloatArray) -> FloatArray:
    """(n, attributes): I(class; answer) of each question, for customers with posteriors (n, classes)."""
    found = [expected_information_gain(posteriors, one, model.noise) for one in model.questions]
    return np.stack(found, axis=1) if found else np.zeros((len(posteriors), 0))


def answer_entropy(model: QuestionModel, posteriors: FloatArray) -> FloatArray:
    """(n, attributes): entropy in bits of the answer alone, which is what "maximum entropy" goes by."""
    chances = np.einsum("nc,qca->nqa", posteriors, model.heard)
    return entropy(chances)


def list_value(chances: FloatArray, length: int = LIST) -> FloatArray:
    """(...): expected discounted gain of the best list, as a share of a list of nothing but hits.

    chances: (..., items), P(wanted). That is DCG@length with gains of 1 over its largest value.
    """
    length = min(length, chances.shape[-1])
    discount = 1 / np.log2(np.arange(2, length + 2))
    top = np.partition(chances, chances.shape[-1] - length, axis=-1)[..., -length:]
    return np.sort(top, axis=-1)[..., ::-1] @ discount / discount.sum()


def list_gain(model: QuestionModel, posterior: FloatArray) -> FloatArray:
    """(attributes,): how much better the list is expected to be once the answer is known; never negative.

    posterior: (classes,). sum over answers of P(answer) V(posterior after it), less V(posterior), with V as
    `list_value`: the value of information for the decision what to show (Raiffa and Schlaifer 1961).
    """
    if not model.attributes:
        return np.zeros(0)
    # V is linear in scale, so that P(answer) V(after it) is V of the joint chances.
    joint = posterior[None, :, None] * model.heard  # attributes, classes, answers
    after = sum(list_value(joint[:, :, answer] @ model.buys) for answer in range(model.heard.shape[2]))
    return np.maximum(after - list_value(posterior @ model.buys), 0.0)
