"""Products by latent factors of an implicit-feedback factorisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.recommend.interactions import FloatArray, History, Interactions
from engine.recommend.source import Spoke, Spoken, spoken_by_product


@dataclass(frozen=True)
class AlsConfig:
    """factors: length of the vectors. alpha: confidence of a weight of 1. seed: of the first factors."""

    factors: int = 64
    regularisation: float = 5.0
    alpha: float = 10.0
    iterations: int = 15
    seed: int = 0


class Als(Spoke):
    """Alternating least squares by `implicit`; a history is folded in by solving for its customer's factors.

    A = Y'Y + lambda I + sum_i (|c_i| - 1) y_i y_i', c_i = alpha w_i;
    score(j) = y_j' A^-1 sum_i max(c_i, 0) y_i, so history item i gives
    c_i y_j' A^-1 y_i. A negative weight is confidence that it is not wanted.
    Source: Hu, Koren and Volinsky 2008; the conventions are those of implicit 0.7.
    """

    name = "als"

    def __init__(self, config: AlsConfig | None = None) -> None:
        self.config = config or AlsConfig()

    def fit(self, interactions: Interactions) -> None:
        self.use(interactions.items, _item_factors(interactions, self.config))

    def use(self, items: Sequence[str], factors: NDArray[Any]) -> None:
        """Take factors that were learnt elsewhere: (items, factors)."""
        self._items = list(items)
        self.item_factors = np.asarray(factors, dtype=np.float64)
        ridge = self.config.regularisation * np.eye(self.item_factors.shape[1])
        self._gram = self.item_factors.T @ self.item_factors + ridge

    def spoken(self, history: History) -> Spoken:
        """The scores, and their shares by the id of the history's product."""
        touched, confidence, solved = self._fold_in(history)
        wanted = np.maximum(confidence, 0.0)
        # Not by @: BLAS would start threads for so small a product, and wait for them on a busy machine.
        scores = np.maximum(np.einsum("if,f->i", self.item_factors, solved @ wanted), 0.0)
        products = [self._items[int(item)] for item in touched]
        return spoken_by_product(
            products, scores, lambda asked: ((self.item_factors[asked] @ solved) * wanted).T
        )

    def _fold_in(self, history: History) -> tuple[NDArray[np.intp], FloatArray, FloatArray]:
        """The touched items, their confidence, and A^-1 y of each: (factors, touched)."""
        touched = history.touched
        confidence = self.config.alpha * history.weights[touched]
        theirs = self.item_factors[touched]
        matrix = self._gram + (theirs.T * (np.abs(confidence) - 1)) @ theirs
        solved: FloatArray = np.asarray(np.linalg.solve(matrix, theirs.T), dtype=np.float64)
        return touched, confidence, solved


def _item_factors(interactions: Interactions, config: AlsConfig) -> NDArray[Any]:
    if not interactions.matrix.nnz:
        return np.zeros((len(interactions.items), 1))
    library: Any = import_module("implicit.cpu.als")  # it has no types, and loads slowly
    control: Any = import_module("threadpoolctl")
    sparse: Any = import_module("scipy.sparse")
    # One thread: the same factors on every machine, and BLAS threads inside implicit's own slow both.
    with control.threadpool_limits(1, "blas"):
        model = library.AlternatingLeastSquares(
            factors=config.factors,
            regularization=config.regularisation,
            alpha=config.alpha,
            iterations=config.iterations,
            random_state=config.seed,
            num_threads=1,
            dtype=np.float32,
        )
        model.fit(sparse.csr_matrix(interactions.matrix.astype(np.float32)), show_progress=False)
    return model.item_factors
