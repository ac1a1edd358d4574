"""Products by a linear model of all items at once: what others add when one is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.recommend.interactions import FloatArray, History, Interactions, Sparse
from engine.recommend.source import Places, Spoke, Spoken, spoken_by_product
from engine.recommend.sources.linear import Linear


@dataclass(frozen=True)
class EaseConfig:
    """regularisation: lambda, in customers. max_items: the most touched ones that the model holds, as it
    needs the inverse of a dense (items, items) matrix; the others are left to the other sources.
    """

    regularisation: float = 200.0
    max_items: int = 10_000


class _Held(Linear):
    """The items that the model holds, by their place among them."""

    def __init__(self, items: list[str], between: NDArray[np.float32]) -> None:
        self._items, self._between = items, between


class Ease(Spoke):
    """Embarrassingly shallow autoencoder: B = I - P diag(1 / P), P = (X'X + lambda I)^-1, diagonal 0.

    Items that the model does not hold neither speak nor are spoken for; its table is as large as what it
    holds, however large the catalogue.
    Source: Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse Data".
    """

    name = "ease"

    def __init__(self, config: EaseConfig | None = None) -> None:
        self.config = config or EaseConfig()

    def fit(self, interactions: Interactions) -> None:
        self._items = interactions.items
        self._held = most_touched(interactions.matrix, self.config.max_items)
        self._place = np.full(len(self._items), -1, dtype=np.intp)
        self._place[self._held] = np.arange(len(self._held))
        whole = len(self._held) == len(self._items)
        matrix = interactions.matrix if whole else interactions.matrix[:, self._held]
        between = closed_form((matrix.T @ matrix).toarray(), self.config.regularisation)
        self._model = _Held([self._items[item] for item in self._held.tolist()], between)

    def spoken(self, history: History) -> Spoken:
        """The sums, and their shares by the id of the history's product."""
        if len(self._held) == len(self._items):
            return self._model.spoken(history)
        touched = history.touched
        inside = self._model.spoken(History(history.weights[self._held]))
        scores = np.zeros(len(self._items))
        scores[self._held] = inside.scores
        speaking = self._place[touched] >= 0

        def shares(asked: Places) -> FloatArray:
            places = self._place[asked]
            found = np.zeros((len(touched), len(asked)))
            if inside.by_product is not None:
                found[np.ix_(speaking, places >= 0)] = inside.by_product(places[places >= 0]).T
            return found

        return spoken_by_product([self._items[item] for item in touched.tolist()], scores, shares)

    def score_many(self, histories: Sequence[History]) -> FloatArray:
        """(histories, items), as `score` gives each."""
        if len(self._held) == len(self._items):
            return self._model.score_many(histories)
        scores = np.zeros((len(histories), len(self._items)))
        scores[:, self._held] = self._model.score_many(
            [History(one.weights[self._held]) for one in histories]
        )
        return scores


def closed_form(gram: Any, regularisation: float) -> NDArray[np.float32]:
    """B of EASE from the Gram matrix X'X, both (items, items). The Gram matrix is overwritten."""
    linalg: Any = import_module("scipy.linalg")  # here, as it loads slowly
    size = len(gram)
    if not size:
        return np.zeros((0, 0), dtype=np.float32)
    gram[np.diag_indices(size)] += regularisation
    factor, _ = linalg.lapack.dpotrf(gram, lower=1, overwrite_a=1)
    inverse, _ = linalg.lapack.dpotri(factor, lower=1, overwrite_c=1)
    inverse = np.tril(inverse) + np.tril(inverse, -1).T
    between = (inverse / -np.diag(inverse)).astype(np.float32)
    np.fill_diagonal(between, 0.0)
    return between


def most_touched(matrix: Sparse, count: int) -> NDArray[np.intp]:
    """The columns that most customers touched, `count` at most, ascending."""
    touched = np.bincount(matrix.indices, minlength=matrix.shape[1])
    order = np.argsort(-touched, kind="stable")[:count]
    return np.sort(order)
