"""How much of what is shown goes to products that sell much, some and little."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.recommend.evaluation.metrics import Columns, Floats

BANDS: Final = ("head", "middle", "tail")
EDGES: Final = (0.5, 0.8)
"""Head: the most bought products, which make half of all purchases; middle: the next, up to four fifths."""


@dataclass(frozen=True)
class Band:
    """items: how many products are in it. catalogue, purchases, exposure: its share of the products, of what
    was bought, and of what was shown, where place r counts 1 / log2(r + 1). shown: products of it that
    anyone was shown.
    """

    name: str
    items: int
    catalogue: float
    purchases: float
    exposure: float
    shown: int


def bands_of(buyers: Floats) -> NDArray[np.intp]:
    """The band of each item, 0 head to 2 tail: (items,). buyers: (items,), ties by column."""
    order = np.argsort(-buyers, kind="stable")
    before = np.cumsum(buyers[order]) - buyers[order]
    share = before / max(float(buyers.sum()), 1e-12)
    found = np.zeros(len(buyers), dtype=np.intp)
    found[order] = np.searchsorted(EDGES, share, side="right")
    found[buyers <= 0] = len(BANDS) - 1
    return found


def exposure_of(lists: Columns, k: int) -> Floats:
    """The weight of each place of the lists: (customers, k), 0 for an empty one, all together 1."""
    weight = np.where(lists >= 0, 1.0 / np.log2(np.arange(2, k + 2))[: lists.shape[1]], 0.0)
    return weight / max(float(weight.sum()), 1e-12)


def by_band(lists: Columns, buyers: Floats) -> list[Band]:
    """lists: (customers, k) of columns, -1 for an empty place. buyers: (items,) customers who bought each."""
    band = bands_of(buyers)
    weight = exposure_of(lists, lists.shape[1])
    filled = lists >= 0
    places = band[lists[filled]]
    shown = np.unique(lists[filled])
    return [
        Band(
            name=name,
            items=int((band == n).sum()),
            catalogue=float((band == n).mean()) if len(band) else 0.0,
            purchases=float(buyers[band == n].sum() / max(float(buyers.sum()), 1e-12)),
            exposure=float(weight[filled][places == n].sum()),
            shown=int((band[shown] == n).sum()),
        )
        for n, name in enumerate(BANDS)
    ]


def tail_share(lists: Columns, buyers: Floats) -> Floats:
    """The part of each list that is not of the head, by place: (customers,), 0 for an empty one."""
    band = bands_of(buyers)
    weight = exposure_of(lists, lists.shape[1])
    beyond = np.where(lists >= 0, weight * (band[np.maximum(lists, 0)] > 0), 0.0)
    total: Floats = weight.sum(axis=1)
    return np.divide(beyond.sum(axis=1), total, out=np.zeros(len(lists)), where=total > 0)


def shown_share(lists: Columns, items: int) -> float:
    """The share of the products that anyone was shown."""
    filled: Sequence[int] = np.unique(lists[lists >= 0]).tolist()
    return len(filled) / max(items, 1)
