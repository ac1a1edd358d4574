"""How alike products are by what they are, computed for the few that are asked about."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.recommend.catalogue import Item
from engine.recommend.interactions import FloatArray, Sparse, sparse_of
from engine.recommend.sources.rows import Rows

Columns = NDArray[np.intp]
"""Items by their place in the catalogue."""


class Likeness:
    """Cosine of the products' words. vectors: (items, words), sparse, rows of length 1 or empty.

    The whole table of 10,000 products would take 800 MB, so only the rows that a request needs are formed.
    """

    def __init__(self, vectors: Sparse) -> None:
        self._vectors = vectors

    @classmethod
    def of(cls, items: Sequence[Item]) -> "Likeness":
        """TF-IDF over the items' words, in single precision."""
        if not any(item.words for item in items):
            nothing = np.zeros(0, dtype=np.intp)
            return cls(sparse_of(np.zeros(0, dtype=np.float32), (nothing, nothing), (len(items), 1)))
        text: Any = import_module("sklearn.feature_extraction.text")  # here, as it loads slowly
        sparse: Any = import_module("scipy.sparse")
        vectoriser = text.TfidfVectorizer(
            tokenizer=str.split, token_pattern=None, sublinear_tf=True, dtype=np.float32
        )
        return cls(sparse.csr_array(vectoriser.fit_transform(item.words for item in items)))

    def between(self, some: Columns, others: Columns) -> FloatArray:
        """(some, others), 0 to 1."""
        if not len(some) or not len(others):
            return np.zeros((len(some), len(others)))
        product = self._vectors[some] @ self._vectors[others].T
        return np.asarray(product.toarray(), dtype=np.float64)

    def among(self, some: Columns) -> Callable[[int], FloatArray]:
        """Of some among themselves: from a place to its likeness to all of them, (some,)."""
        rows = Rows.of(self._vectors, some)
        words, place = np.unique(rows.column, return_inverse=True)
        own = np.zeros((len(some), len(words)))
        own[rows.row, place] = rows.value
        return lambda at: np.asarray((own * own[at]).sum(axis=1), dtype=np.float64)

    def to_all(self, item: int) -> FloatArray:
        """(items,), 0 for the item itself."""
        alike = np.asarray((self._vectors @ self._vectors[[item]].T).toarray(), dtype=np.float64).ravel()
        alike[item] = 0.0
        return alike
