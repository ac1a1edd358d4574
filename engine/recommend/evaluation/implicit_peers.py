"""The models of `implicit` as they come, as peers: their own factors of customers, no fold-in."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np

from engine.recommend.interactions import FloatArray, History, Interactions, stacked
from engine.recommend.source import OneByOne


class Library(OneByOne):
    """A model of the library that is asked about customers it was trained on; others get zeros.

    Scores are moved above 0, as all sources' are: only their order is asked for. Parts are not told.
    """

    def __init__(self, name: str, make: Callable[[], Any]) -> None:
        self.name = name
        self._make = make

    @classmethod
    def als(cls, factors: int, regularisation: float, alpha: float) -> "Library":
        """Implicit's alternating least squares."""
        options = {"factors": factors, "regularization": regularisation, "alpha": alpha}
        return cls("implicit_als", lambda: _model("implicit.cpu.als", "AlternatingLeastSquares", options))

    @classmethod
    def bpr(cls, factors: int, iterations: int) -> "Library":
        """Implicit's Bayesian personalised ranking (Rendle et al. 2009)."""
        options = {"factors": factors, "iterations": iterations}
        return cls("implicit_bpr", lambda: _model("implicit.cpu.bpr", "BayesianPersonalizedRanking", options))

    @classmethod
    def cosine(cls, neighbours: int) -> "Library":
        """Implicit's item-item cosine."""
        options = {"K": neighbours, "num_threads": 1}
        return cls(
            "implicit_cosine",
            lambda: import_module("implicit.nearest_neighbours").CosineRecommender(**options),
        )

    def fit(self, interactions: Interactions) -> None:
        sparse: Any = import_module("scipy.sparse")
        control: Any = import_module("threadpoolctl")
        liked = interactions.matrix.maximum(0)
        self._rows = interactions.rows
        self._count = len(interactions.items)
        told: Any = import_module("implicit.utils").ParameterWarning
        with control.threadpool_limits(1, "blas"), catch_warnings():
            # Its item-item models convert their own input, and warn of it.
            simplefilter("ignore", told)
            self._model = self._make()
            self._model.fit(sparse.csr_matrix(liked.astype(np.float32)), show_progress=False)

    def score(self, history: History) -> FloatArray:
        return self.score_many([history])[0]

    def score_many(self, histories: Sequence[History]) -> FloatArray:
        """(histories, items)."""
        if hasattr(self._model, "similarity"):
            found: Any = stacked(histories).maximum(0) @ self._model.similarity.tocsr()
            return np.asarray(found.toarray(), dtype=np.float64)
        rows = np.array([self._rows.get(history.customer or "", -1) for history in histories])
        scores = np.asarray(self._model.user_factors[rows] @ self._model.item_factors.T, dtype=np.float64)
        scores -= scores.min(axis=1, keepdims=True) - 1e-9
        scores[rows < 0] = 0.0
        return scores[:, : self._count]

    def parts(self, history: History, item: int) -> dict[str, float]:
        """Its score, as one part."""
        score = float(self.score(history)[item])
        return {self.name: score} if score else {}


def _model(module: str, name: str, options: dict[str, Any]) -> Any:
    return getattr(import_module(module), name)(random_state=0, num_threads=1, **options)
