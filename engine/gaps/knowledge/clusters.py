"""Groups of unanswered wording, in both languages at once."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.gaps.knowledge.places import FloatArray

ALIKE = 0.07
"""Mean likeness from which on two groups are one. Chosen on seed 1 of the planted month
(engine/bench/planted_month.py), with SHRINK; seeds 2 to 6 are the report."""


def grouped(likeness: FloatArray) -> NDArray[np.intp]:
    """(n,), each row's group, by average linkage. likeness: (n, n), symmetric, within [-1, 1].

    Average linkage and not density: a topic of six wordings has no dense core.
    Source: scikit-learn's AgglomerativeClustering.
    """
    if len(likeness) < 2:  # noqa: PLR2004 - nothing to join
        return np.zeros(len(likeness), dtype=np.intp)
    cluster: Any = import_module("sklearn.cluster")  # here, as it loads slowly; its own types are incomplete
    model = cluster.AgglomerativeClustering(
        None, metric="precomputed", linkage="average", distance_threshold=1 - ALIKE
    )
    return np.asarray(model.fit_predict(np.clip(1 - likeness, 0, 2)), dtype=np.intp)


def most_typical(likeness: FloatArray, texts: Sequence[str]) -> int:
    """The row nearest to all others, of which a shorter text wins among near equals. likeness: (n, n)."""
    length = np.array([len(text) for text in texts], dtype=np.float64)
    return int(np.argmax(likeness.mean(axis=1) - 0.1 * length / max(float(length.max()), 1.0)))
