"""Rows taken out of a matrix: sums and cells are those of the matrix."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from engine.recommend.sources.rows import rows_of


def dense() -> np.ndarray:
    random = np.random.default_rng(5)
    return np.where(random.random((30, 40)) < 0.2, random.normal(size=(30, 40)), 0.0)


@pytest.mark.parametrize("matrix", [dense(), csr_array(dense())])
@pytest.mark.parametrize("chosen", [[], [3], [7, 2, 29, 2]])
def test_weighted_sums_and_cells_are_those_of_the_matrix(matrix: np.ndarray, chosen: list[int]) -> None:
    rows, weights = np.array(chosen, dtype=np.intp), np.linspace(-1, 1, len(chosen))
    found = rows_of(matrix, rows)
    assert found.weighted(weights) == pytest.approx(weights @ dense()[rows], abs=1e-12)
    columns = np.array([5, 39, 0, 5], dtype=np.intp)
    assert (found.at(columns) == dense()[np.ix_(rows, columns)]).all()
