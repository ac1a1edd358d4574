"""Multinomial logistic regression on a sparse and a dense block side by side.

The objective is scikit-learn's LogisticRegression(C): C * sum of log-losses + |W|^2 / 2, the bias free.
Keeping the blocks apart lets BLAS do the dense one: training takes a third of the time of the same model on
the stacked sparse matrix.
"""

from dataclasses import dataclass
from typing import Optional, Tuple

import numpy as np
import scipy.sparse as sp

from rasa_bot.components.lbfgs import minimise


@dataclass(frozen=True)
class SoftmaxModel:
    """weights: float32 (sparse features + dense features + 1, classes); the last row is the bias."""

    weights: np.ndarray

    def logits(self, sparse: sp.csr_matrix, dense: np.ndarray) -> np.ndarray:
        """Returns (rows, classes)."""
        split = sparse.shape[1]
        return sparse @ self.weights[:split] + dense @ self.weights[split:-1] + self.weights[-1]


def softmax(logits: np.ndarray) -> np.ndarray:
    """Row-wise probabilities; finite for any finite logits."""
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)


def fit(
    sparse: sp.csr_matrix,
    dense: np.ndarray,
    labels: np.ndarray,
    classes: int,
    *,
    strength: float,
    iterations: int,
    weight: Optional[np.ndarray] = None,
    start: Optional[np.ndarray] = None,
) -> SoftmaxModel:
    """Fits by L-BFGS from zero or `start`, so that the same data give the same model.

    sparse: (n, s) float32. dense: (n, d) float32. labels: (n,) in 0..classes-1. strength: C. weight: (n,)
    of the examples. start: weights (s + d + 1, classes) to begin at; a good guess spares iterations.
    """
    importance = np.ones(len(labels), dtype=np.float32) if weight is None else weight.astype(np.float32)
    importance = (strength * importance)[:, np.newaxis]
    true = (np.arange(len(labels)), labels)
    rows, transposed = sparse.tocsr(), sparse.T.tocsr()
    shape = (sparse.shape[1] + dense.shape[1] + 1, classes)

    def objective(flat: np.ndarray) -> Tuple[float, np.ndarray]:
        weights = flat.reshape(shape)
        split = rows.shape[1]
        logits = rows @ weights[:split] + dense @ weights[split:-1] + weights[-1]
        logits -= logits.max(axis=1, keepdims=True)
        exponents = np.exp(logits)
        total = exponents.sum(axis=1, keepdims=True)
        losses = np.log(total) - logits[true][:, np.newaxis]
        residual = exponents
        residual /= total
        residual[true] -= 1.0
        residual *= importance
        gradient = np.empty(shape, dtype=np.float32)
        gradient[:split] = transposed @ residual + weights[:split]
        gradient[split:-1] = dense.T @ residual + weights[split:-1]
        gradient[-1] = residual.sum(axis=0)
        penalty = 0.5 * float(np.vdot(weights[:-1], weights[:-1]))
        return float((losses * importance).sum(dtype=np.float64)) + penalty, gradient.ravel()

    begin = np.zeros(shape[0] * shape[1], dtype=np.float32) if start is None else start.ravel()
    found = minimise(objective, begin, iterations=iterations, tolerance=1e-4 * strength)
    return SoftmaxModel(found.reshape(shape))
