"""How much a message looks like what the intent model was trained on; too little means: say so instead of
guessing.

Score = z(negative entropy of the intent probabilities) + z(similarity to the nearest training example). The
means and deviations are those of out-of-fold training examples of the same language, so 0 is an ordinary
example. The threshold of a language is the (1 - keep) quantile among the out-of-fold examples that were
understood rightly: at most that share of understood messages is turned away.
"""

from pathlib import Path
from typing import Dict, List

import numpy as np
import scipy.sparse as sp
from sklearn.utils.extmath import row_norms

_BLOCK = 512
_AXES = 96
_COMMON = 0.1
"""Share of the examples above which an n-gram is left out of the comparison: it tells none from another, and
nine tenths of the products would be its."""


class Known:
    """The training examples as unit rows over both blocks of features, float32: sparse (n, s), and of dense
    (n, d) what its `axes` (d, k) keep.

    A message is compared with all examples, so their rows are read from memory for each: a few axes keep the
    order of the neighbours at an eighth of the bytes.
    """

    def __init__(self, sparse: sp.csr_matrix, dense: np.ndarray, axes: np.ndarray) -> None:
        lengths = _lengths(sparse, dense)
        unit = sp.csr_matrix(sp.diags((1.0 / lengths).astype(np.float32)) @ sparse)
        # By column: a message touches few of them, and only those are read.
        self._columns = _without_common(unit.T.tocsr())
        self._axes = axes
        self._dense = (dense / lengths[:, np.newaxis]) @ axes

    def nearest(self, sparse: sp.csr_matrix, dense: np.ndarray) -> np.ndarray:
        """Cosine (n,) of each row to the nearest example."""
        similarity = np.zeros(sparse.shape[0], dtype=np.float32)
        for start in range(0, len(similarity), _BLOCK):
            rows = slice(start, start + _BLOCK)
            products = self._sparse_products(sparse[rows]) + (dense[rows] @ self._axes) @ self._dense.T
            similarity[rows] = products.max(axis=1)
        return similarity / _lengths(sparse, dense)

    def _sparse_products(self, rows: sp.csr_matrix) -> np.ndarray:
        """Dot products (rows, examples) over the sparse features."""
        if rows.shape[0] > 1:
            return (rows @ self._columns).toarray()
        # One message, as customers send them: a third of the time of scipy's product of two sparse matrices.
        starts, ends = self._columns.indptr[rows.indices], self._columns.indptr[rows.indices + 1]
        places = [slice(start, end) for start, end in zip(starts, ends, strict=True)]
        examples = self._columns.shape[1]
        if not places:
            return np.zeros((1, examples), dtype=np.float32)
        hits = np.concatenate([self._columns.indices[place] for place in places])
        values = np.concatenate([self._columns.data[place] for place in places])
        weights = values * np.repeat(rows.data, ends - starts)
        return np.bincount(hits, weights=weights, minlength=examples).astype(np.float32)[np.newaxis]

    def save(self, directory: Path) -> None:
        """Writes known_sparse.npz and known_dense.npz."""
        sp.save_npz(directory / "known_sparse.npz", self._columns.T.tocsr())
        np.savez(directory / "known_dense.npz", rows=self._dense, axes=self._axes)

    @classmethod
    def load(cls, directory: Path) -> "Known":
        """Reads what `save` wrote."""
        known = cls.__new__(cls)
        known._columns = sp.load_npz(directory / "known_sparse.npz").T.tocsr()
        with np.load(directory / "known_dense.npz") as arrays:
            known._dense, known._axes = arrays["rows"], arrays["axes"]
        return known


def _without_common(columns: sp.csr_matrix) -> sp.csr_matrix:
    """The rows of `columns` (features, examples) that hold more than _COMMON of all examples emptied."""
    common = np.diff(columns.indptr) > max(_COMMON * columns.shape[1], 1)
    kept = sp.csr_matrix(sp.diags((~common).astype(np.float32)) @ columns)
    kept.eliminate_zeros()
    return kept


def main_axes(dense: np.ndarray) -> np.ndarray:
    """The orthonormal axes (d, k), float32, along which the rows (n, d) lie furthest out."""
    _, axes = np.linalg.eigh((dense.T @ dense).astype(np.float64))
    return axes[:, ::-1][:, :_AXES].astype(np.float32)


def _lengths(sparse: sp.csr_matrix, dense: np.ndarray) -> np.ndarray:
    squares = row_norms(sparse, squared=True) + np.square(dense).sum(axis=1)
    return np.sqrt(np.maximum(squares, 1e-12)).astype(np.float32)


def certainty(probabilities: np.ndarray) -> np.ndarray:
    """Negative entropy (n,) in nats: 0 when one intent takes all."""
    return (probabilities * np.log(np.maximum(probabilities, 1e-12))).sum(axis=1)


class Familiarity:
    """parts: per language the six numbers that `fit` found."""

    def __init__(self, parts: Dict[str, Dict[str, float]]) -> None:
        self._parts = parts

    @classmethod
    def fit(
        cls,
        probabilities: np.ndarray,
        nearest: np.ndarray,
        languages: np.ndarray,
        right: np.ndarray,
        keep: float,
    ) -> "Familiarity":
        """All arguments from examples that the predicting model had not seen; `right`: (n,) predicted
        correctly.
        """
        fitted = cls({})
        sure = certainty(probabilities)
        for language in sorted(set(languages)):
            rows = languages == language
            fitted._parts[language] = {
                "certainty_mean": float(sure[rows].mean()),
                "certainty_deviation": float(sure[rows].std()) or 1.0,
                "nearest_mean": float(nearest[rows].mean()),
                "nearest_deviation": float(nearest[rows].std()) or 1.0,
                "threshold": -np.inf,
            }
            scores = fitted.scores(probabilities[rows], nearest[rows], languages[rows])
            understood = scores[right[rows]]
            if len(understood):
                fitted._parts[language]["threshold"] = float(np.quantile(understood, 1.0 - keep))
        return fitted

    def scores(self, probabilities: np.ndarray, nearest: np.ndarray, languages: np.ndarray) -> np.ndarray:
        """Returns (n,); a language without training examples scores by the first one's numbers."""
        if not self._parts:
            return np.zeros(len(nearest))
        parts = self._of(languages)
        mean, deviation = (np.asarray([p[f"certainty_{k}"] for p in parts]) for k in ("mean", "deviation"))
        near_mean, near_deviation = (
            np.asarray([p[f"nearest_{k}"] for p in parts]) for k in ("mean", "deviation")
        )
        return (certainty(probabilities) - mean) / deviation + (nearest - near_mean) / near_deviation

    def unknown(self, scores: np.ndarray, languages: np.ndarray) -> np.ndarray:
        """Whether each score (n,) lies under its language's threshold."""
        if not self._parts:
            return np.zeros(len(scores), dtype=bool)
        return scores < np.asarray([part["threshold"] for part in self._of(languages)])

    def as_dict(self) -> Dict[str, Dict[str, float]]:
        """What the constructor takes."""
        return self._parts

    def _of(self, languages: np.ndarray) -> List[Dict[str, float]]:
        fallback = next(iter(self._parts.values()))
        return [self._parts.get(language, fallback) for language in languages]
