"""Products like a given one: bought by the same customers, or alike by what they are."""

from collections.abc import Sequence

import numpy as np

from engine.recommend.cascade import ranked
from engine.recommend.catalogue import Item, content_similarity
from engine.recommend.sources.item_knn import ItemKnn
from engine.recommend.views import Candidate

CONTENT_SHARE = 0.5
TOGETHER = 3
"""From so many common buyers on, they are the reason that is told."""


class Similar:
    """score(j | i) = (1 - c) knn(i, j) / max knn(i, .) + c content(i, j), with c the content's share."""

    name = "similar"

    def __init__(self, items: Sequence[Item], knn: ItemKnn) -> None:
        self._knn = knn
        self._content = content_similarity(items)

    def to(self, item: int) -> list[Candidate]:
        """All products with anything in common with `item`, most alike first."""
        neighbours = self._knn.row_of(item)
        knn = (1 - CONTENT_SHARE) * neighbours / max(float(neighbours.max(initial=0.0)), 1e-12)
        content = CONTENT_SHARE * self._content[item]
        scores = np.asarray(knn + content)
        return [
            Candidate(
                other, "similar", self.name, float(scores[other]),
                {"item_knn": float(knn[other]), "content": float(content[other])},
            )
            for other in ranked(scores)
        ]  # fmt: skip
