"""The best items of many customers are those that single requests would find."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from engine.errors import Invalid
from engine.recommend.interactions import History
from engine.recommend.lists import block
from engine.recommend.lists.block import NOTHING, FactorScorer
from engine.recommend.lists.everybody import as_frame
from engine.recommend.lists.file import write_lists
from engine.recommend.sources.als import Als, AlsConfig

CUSTOMERS, ITEMS, K = 700, 40, 6
CONFIG = AlsConfig(factors=5, regularisation=1.0)


@pytest.fixture(scope="module")
def made() -> tuple[FactorScorer, sparse.csr_array]:
    random = np.random.default_rng(3)
    weights = sparse.random_array((CUSTOMERS, ITEMS), density=0.15, rng=random, format="csr")
    weights.data = random.choice([1.0, 0.3, -0.5], weights.nnz)
    allowed = np.ones(ITEMS, dtype=bool)
    allowed[7] = False
    return FactorScorer(random.normal(size=(ITEMS, 5)), CONFIG, allowed), weights


def test_lists_are_those_of_single_requests(made: tuple[FactorScorer, sparse.csr_array]) -> None:
    scorer, weights = made
    assert CUSTOMERS > block.BLOCK
    items, scores = scorer.top(weights, abs(weights), K)
    single = Als(CONFIG)
    single.use([str(n) for n in range(ITEMS)], scorer.factors)
    for row in range(CUSTOMERS):
        own = weights[[row]].toarray().ravel()
        expected = single.score(History(own))
        expected[(own != 0) | ~scorer.allowed] = 0.0
        best = np.argsort(-expected, kind="stable")[:K]
        best = best[expected[best] > 1e-9]
        kept = items[row][scores[row] > 1e-9]
        assert list(kept) == list(best)
        np.testing.assert_allclose(scores[row][: len(best)], expected[best], atol=1e-9)


def test_items_of_one_score_come_by_their_column() -> None:
    scorer = FactorScorer(np.ones((ITEMS, 1)), CONFIG, np.ones(ITEMS, dtype=bool))
    weights = sparse.csr_array(([1.0], ([0], [3])), shape=(1, ITEMS))
    assert list(scorer.top(weights, weights, 4)[0][0]) == [0, 1, 2, 4]


def test_a_short_list_ends_with_nothing() -> None:
    scorer = FactorScorer(np.ones((2, 1)), CONFIG, np.ones(2, dtype=bool))
    weights = sparse.csr_array(([1.0], ([0], [0])), shape=(2, 2))
    items, scores = scorer.top(weights, weights, 3)
    assert items.tolist() == [[1, NOTHING, NOTHING], [NOTHING] * 3]
    frame = as_frame(["ann", "bo"], ["a", "b"], items, scores)
    assert frame[["customer", "rank", "item"]].to_numpy().tolist() == [["ann", 1, "b"]]


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_lists_as_a_file(tmp_path: Path, suffix: str) -> None:
    frames = [
        pd.DataFrame({"customer": [name], "rank": [1], "item": ['茶, "green"'], "score": [0.25]})
        for name in ("ann", "bo")
    ]
    out = tmp_path / "new" / f"lists.{suffix}"
    assert write_lists(frames, out) == 2
    read = pd.read_csv if suffix == "csv" else pd.read_parquet
    assert read(out).to_numpy().tolist() == pd.concat(frames).to_numpy().tolist()
    assert list(out.parent.iterdir()) == [out]


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"\.csv or \.parquet"):
        write_lists([], tmp_path / "lists.txt")
