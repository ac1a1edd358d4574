"""Some rows of a matrix, taken out once: summed with weights, and looked at cell by cell."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.recommend.interactions import FloatArray, Sparse
from engine.recommend.source import Places


@dataclass(frozen=True)
class Rows:
    """The filled cells of `count` rows of a matrix of `width` columns: row from 0, column and value of each.

    A CSR array's own indexing checks and copies more than the few thousand cells of a request are worth.
    """

    count: int
    width: int
    row: Places
    column: Places
    value: FloatArray

    @classmethod
    def of(cls, matrix: Sparse, rows: Places) -> "Rows":
        """matrix: a CSR array. rows: their numbers."""
        starts = matrix.indptr[rows].astype(np.intp)
        counts = matrix.indptr[rows + 1].astype(np.intp) - starts
        before = np.cumsum(counts) - counts
        cells = np.arange(int(counts.sum()), dtype=np.intp) + np.repeat(starts - before, counts)
        row = np.repeat(np.arange(len(rows), dtype=np.intp), counts)
        column, value = matrix.indices[cells], np.asarray(matrix.data[cells], dtype=np.float64)
        return cls(len(rows), matrix.shape[1], row, column, value)

    def weighted(self, weights: FloatArray) -> FloatArray:
        """The weighted sum of the rows: (width,)."""
        found = np.bincount(self.column, weights=weights[self.row] * self.value, minlength=self.width)
        return found.astype(np.float64, copy=False)

    def at(self, columns: Places) -> FloatArray:
        """Some of the columns: (count, columns)."""
        place = np.full(self.width, -1, dtype=np.intp)
        place[columns] = np.arange(len(columns))  # of a column that is asked for twice, the last
        found = place[self.column]
        kept = found >= 0
        block = np.zeros((self.count, len(columns)))
        block[self.row[kept], found[kept]] = self.value[kept]
        return block[:, place[columns]]


@dataclass(frozen=True)
class DenseRows:
    """The same of a matrix that is an array. values: (rows, width)."""

    values: NDArray[Any]

    def weighted(self, weights: FloatArray) -> FloatArray:
        """The weighted sum of the rows: (width,)."""
        total = np.zeros(self.values.shape[1])
        # One row after the other: as a product BLAS would start threads, and wait for them on a busy machine.
        for weight, row in zip(weights, self.values, strict=True):
            total += weight * row
        return total

    def at(self, columns: Places) -> FloatArray:
        """Some of the columns: (rows, columns)."""
        return np.asarray(self.values[:, columns], dtype=np.float64)


def rows_of(matrix: Any, rows: Places) -> Rows | DenseRows:
    """Of a CSR array or an array."""
    return Rows.of(matrix, rows) if hasattr(matrix, "indptr") else DenseRows(matrix[rows])
