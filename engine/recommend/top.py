"""The best of an array of scores."""

import numpy as np

from engine.recommend.interactions import FloatArray


def top(scores: FloatArray, count: int) -> list[int]:
    """Columns of the `count` largest scores above 0, the largest first, ties by column. NaN counts as 0."""
    places = np.flatnonzero(scores > 0)
    if len(places) > count:
        least = np.partition(scores[places], len(places) - count)[len(places) - count]
        places = places[scores[places] >= least]
    order = places[np.argsort(-scores[places], kind="stable")]
    return order[:count].tolist()
