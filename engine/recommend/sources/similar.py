"""Products like a given one: bought by the same customers, or alike by what they are."""

import numpy as np

from engine.recommend.interactions import FloatArray
from engine.recommend.likeness import Likeness
from engine.recommend.sources.item_knn import ItemKnn
from engine.recommend.top import top
from engine.recommend.views import Candidate

CONTENT_SHARE = 0.5
TOGETHER = 3
"""From so many common buyers on, they are the reason that is told."""


class Similar:
    """score(j | i) = (1 - c) knn(i, j) / max knn(i, .) + c content(i, j), with c the content's share."""

    name = "similar"

    def __init__(self, likeness: Likeness, knn: ItemKnn) -> None:
        self._knn = knn
        self._likeness = likeness

    def to(self, item: int, count: int) -> list[Candidate]:
        """The `count` products that have most in common with `item`, most alike first."""
        scores = np.asarray(sum(self._shares(item).values()))
        best = top(scores, count)
        highest = max((float(scores[other]) for other in best), default=1.0)
        return [
            Candidate(other, "similar", self.name, float(scores[other]), float(scores[other]) / highest)
            for other in best
        ]

    def parts(self, item: int, other: int) -> dict[str, float]:
        """What the score of `other` is made of."""
        return {name: float(share[other]) for name, share in self._shares(item).items()}

    def _shares(self, item: int) -> dict[str, FloatArray]:
        neighbours = self._knn.row_of(item)
        highest = max(float(neighbours.max(initial=0.0)), 1e-12)
        return {
            "item_knn": (1 - CONTENT_SHARE) * neighbours / highest,
            "content": CONTENT_SHARE * self._likeness.to_all(item),
        }
