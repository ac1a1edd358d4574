"""Groups of unanswered wording, in both languages at once."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.gaps.knowledge.places import FloatArray

FEWEST = 2
"""Questions of which groups can be made."""
ALIKE = (0.12, 0.15, 0.18)
"""Mean likenesses from which on two groups are one; TOGETHER: share of groupings from which on questions that
share a group belong together. Chosen on seed 1 of the planted month (engine/bench/planted_month.py), with
SHRINKS and OWN_WEIGHT (views.py); seeds 2 to 6 are the report."""
TOGETHER = 0.5
DRAWS, SHARE = 5, 0.8
"""Groupings of each view and threshold, each of a random share of the questions."""
_SEED = 1


def grouped(likenesses: Sequence[FloatArray]) -> NDArray[np.intp]:
    """(n,), each row's group. likenesses: of each view, (n, n), symmetric.

    Many groupings vote: average linkage by every view, at every threshold, each of a random part of the
    questions; two questions are as near as the share of groupings that put them together. One grouping alone
    hangs on its threshold and on single odd questions. Average linkage and not density: a topic of six
    wordings has no dense core. Source: evidence accumulation, Fred and Jain 2005; scikit-learn's
    AgglomerativeClustering.
    """
    rows = len(likenesses[0])
    if rows < FEWEST:
        return np.arange(rows, dtype=np.intp)
    random = np.random.default_rng(_SEED)
    together = np.zeros((rows, rows), dtype=np.float32)
    drawn = np.zeros((rows, rows), dtype=np.float32)
    for likeness in likenesses:
        for alike in ALIKE:
            for _ in range(DRAWS):
                part = np.sort(random.choice(rows, max(round(SHARE * rows), FEWEST), replace=False))
                labels = _linked(1 - likeness[np.ix_(part, part)], 1 - alike)
                together[np.ix_(part, part)] += labels[:, None] == labels[None, :]
                drawn[np.ix_(part, part)] += 1
    np.fill_diagonal(together, drawn.diagonal())
    return _linked(1 - together / np.maximum(drawn, 1), 1 - TOGETHER)


def _linked(distance: FloatArray, threshold: float) -> NDArray[np.intp]:
    cluster: Any = import_module("sklearn.cluster")  # here, as it loads slowly; its own types are incomplete
    model = cluster.AgglomerativeClustering(
        None, metric="precomputed", linkage="average", distance_threshold=threshold
    )
    return np.asarray(model.fit_predict(np.maximum(distance, 0)), dtype=np.intp)


def most_typical(likeness: FloatArray, texts: Sequence[str]) -> int:
    """The row nearest to all others, of which a shorter text wins among near equals. likeness: (n, n)."""
    length = np.array([len(text) for text in texts], dtype=np.float64)
    return int(np.argmax(likeness.mean(axis=1) - 0.1 * length / max(float(length.max()), 1.0)))
