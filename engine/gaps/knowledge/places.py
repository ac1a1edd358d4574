"""Where questions lie: sentence vectors in which what is asked counts more than how it is put."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
SHRINK = 0.1
"""Share of the round covariance in `fit_space`. Chosen on seed 1 of the planted month."""
FEWEST = 5
"""Questions of an intent from which on they say how wording varies within one."""


class SentenceEncoder(Protocol):
    """engine.text.vectors.Encoder, or anything that encodes alike."""

    def encode(self, texts: list[str], /) -> NDArray[np.float32]:
        """(len(texts), dim), rows of length 1."""
        ...


@dataclass(frozen=True)
class Space:
    """mean: (dim,), what all questions of the language share. scale: (dim, dim), takes vectors to where
    wordings of one meaning vary alike in all directions.
    """

    mean: FloatArray
    scale: FloatArray

    def place(self, vectors: FloatArray) -> FloatArray:
        """(n, dim), rows of length 1 (0 where a vector is exactly the mean)."""
        return _unit(_unit(vectors - self.mean) @ self.scale)


def fit_space(vectors: FloatArray, meaning: Sequence[str | None]) -> Space:
    """The space of a language's questions. vectors: (n, dim). meaning: (n,), the intent of each that was
    answered, None of the others, whose intent nobody knows.

    The scale is the inverse root of the covariance within intents, shrunk towards a round one, so that
    manners and sentence forms weigh little; without enough answered questions it is the identity.
    Source: within-class covariance normalisation, Hatch, Kajarekar and Stolcke 2006.
    """
    mean = vectors.mean(axis=0)
    placed = _unit(vectors - mean)
    rows: dict[str, list[int]] = {}
    for row, name in enumerate(meaning):
        if name is not None:
            rows.setdefault(name, []).append(row)
    parts = [placed[own] - placed[own].mean(axis=0) for own in rows.values() if len(own) >= FEWEST]
    dim = vectors.shape[1]
    if not parts:
        return Space(mean, np.eye(dim))
    within = np.vstack(parts)
    covariance = within.T @ within / len(within)
    round_one = np.eye(dim) * max(float(np.trace(covariance)) / dim, 1e-12)
    values, axes = np.linalg.eigh((1 - SHRINK) * covariance + SHRINK * round_one)
    return Space(mean, (axes / np.sqrt(values)) @ axes.T)


def _unit(vectors: FloatArray) -> FloatArray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
