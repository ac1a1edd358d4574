"""How good lists are, and whether one way is better than another."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.recommend.evaluation.protocols import Asked

Floats = NDArray[np.float64]
Columns = NDArray[np.intp]


@dataclass(frozen=True)
class Measured:
    """Of each customer: ndcg, recall, (customers,). coverage: share of the items that anyone was shown."""

    ndcg: Floats
    recall: Floats
    coverage: float


@dataclass(frozen=True)
class Difference:
    """The mean of ours less theirs, and its 95 % interval."""

    mean: float
    low: float
    high: float


def best(scores: Floats, k: int) -> Columns:
    """The `k` best columns of each row, ties by column: (rows, k); -1 where a score is 0 or less."""
    k = min(k, scores.shape[1])
    found = (
        np.argsort(-scores, axis=1, kind="stable")[:, :k] if k else np.zeros((len(scores), 0), dtype=np.intp)
    )
    return np.where(np.take_along_axis(scores, found, axis=1) > 0, found, -1)


def measure(lists: Columns, truth: Sequence[Columns], items: int, k: int = 10) -> Measured:
    """lists: (customers, k) of columns, -1 for an empty place. truth: the right columns of each customer,
    nobody without any.

    NDCG@k with gains of 1 and the ideal of min(k, right ones); recall@k = hits / min(k, right ones).
    Source: Jarvelin and Kekalainen 2002.
    """
    discount = 1.0 / np.log2(np.arange(2, k + 2))
    hits = np.array([np.isin(line, right) for line, right in zip(lists, truth, strict=True)])
    hits = hits.reshape(len(truth), -1)
    most = np.minimum([len(right) for right in truth], k)
    ideal = np.cumsum(discount)[most - 1]
    coverage = len(np.unique(lists[lists >= 0])) / max(items, 1)
    return Measured(
        (hits * discount[: hits.shape[1]]).sum(axis=1) / ideal,
        hits.sum(axis=1) / most,
        coverage,
    )


def wanted(part: Asked, *, new_only: bool) -> tuple[list[Columns], NDArray[np.bool_]]:
    """The right columns of each customer that is asked about, and who has any: (customers,).

    new_only: what they touched before is no right answer.
    """
    if not new_only:
        return list(part.truth), np.ones(len(part.truth), dtype=bool)
    seen = part.seen()
    truth = [right[~line[right]] for right, line in zip(part.truth, seen, strict=True)]
    return truth, np.array([len(right) > 0 for right in truth], dtype=bool)


def paired_bootstrap(ours: Floats, theirs: Floats, *, resamples: int = 2000, seed: int = 0) -> Difference:
    """The mean difference of the same customers, and its interval by resampling them."""
    difference = ours - theirs
    random = np.random.default_rng(seed)
    means = [
        difference[random.integers(0, len(difference), len(difference))].mean() for _ in range(resamples)
    ]
    low, high = np.percentile(means, (2.5, 97.5))
    return Difference(float(difference.mean()), float(low), float(high))
