"""Where questions lie: sentence vectors in which what is asked counts more than how it is put."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
FEWEST = 5
"""Questions of an intent from which on they say how wording varies within one."""


class SentenceEncoder(Protocol):
    """engine.text.vectors.Encoder, or anything that encodes alike."""

    def encode(self, texts: list[str], /) -> NDArray[np.float32]:
        """(len(texts), dim), rows of length 1."""
        ...


def centred(vectors: FloatArray, english: int) -> FloatArray:
    """(n, dim), rows of length 1, without what all questions of their language share. The first `english`
    rows are English.
    """
    parts = [own - own.mean(axis=0) for own in (vectors[:english], vectors[english:]) if len(own)]
    return unit(np.vstack(parts)) if parts else vectors


def placed(vectors: FloatArray, meaning: Sequence[str | None], shrink: float) -> FloatArray:
    """(n, dim), rows of length 1, where wordings of one meaning vary alike in all directions. vectors: of
    `centred`. meaning: (n,), the intent of each that was answered, None of the others, whose intent nobody
    knows; both languages of an intent together, so that what tells languages apart weighs little, too.

    The scale is the inverse root of the covariance within intents, shrunk by `shrink` towards a round one, so
    that manners and sentence forms weigh little; without enough answered questions it is the identity.
    Source: within-class covariance normalisation, Hatch, Kajarekar and Stolcke 2006.
    """
    rows: dict[str, list[int]] = {}
    for row, name in enumerate(meaning):
        if name is not None:
            rows.setdefault(name, []).append(row)
    parts = [vectors[own] - vectors[own].mean(axis=0) for own in rows.values() if len(own) >= FEWEST]
    if not parts:
        return vectors
    within = np.vstack(parts)
    covariance = within.T @ within / len(within)
    dim = vectors.shape[1]
    round_one = np.eye(dim) * max(float(np.trace(covariance)) / dim, 1e-12)
    values, axes = np.linalg.eigh((1 - shrink) * covariance + shrink * round_one)
    return unit(vectors @ ((axes / np.sqrt(values)) @ axes.T))


def unit(vectors: FloatArray) -> FloatArray:
    """Each row divided by its length; 0 stays."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
