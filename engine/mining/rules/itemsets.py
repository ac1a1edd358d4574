"""Itemsets that many baskets hold, by FP-growth."""

import math
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from engine.frames import pd
from engine.mining.rules.baskets import Baskets

Itemset = frozenset[int]


@dataclass(frozen=True)
class Itemsets:
    """counts: how many of the `baskets` baskets hold each itemset (of columns); every subset is there too."""

    counts: dict[Itemset, int]
    items: list[str]
    baskets: int
    capped: int


def frequent_itemsets(
    baskets: Baskets, min_support: float, *, min_count: int = 1, max_length: int | None = None
) -> Itemsets:
    """All itemsets in at least a share `min_support` of the baskets, and in at least `min_count` of them.

    max_length: items of an itemset at most. Raises ValueError for a support outside (0, 1].
    Source: Han, Pei and Yin 2000, as mlxtend has it.
    """
    if not 0 < min_support <= 1:
        raise ValueError("support is a share above 0 and at most 1")
    total = len(baskets)
    # A little less, or .003 of 1,000 baskets would be 4 of them.
    least = max(math.ceil(min_support * total - 1e-9), min_count, 1)
    sizes = baskets.matrix.sum(axis=0)
    frequent = (sizes >= least).nonzero()[0]
    if not len(frequent):
        return Itemsets({}, baskets.items, total, baskets.capped)
    # mlxtend makes the frame dense to count single items, so it gets only those that can matter.
    frame = pd.DataFrame(baskets.matrix[:, frequent].toarray(), copy=False)
    library: Any = import_module("mlxtend.frequent_patterns")  # it has no types
    found = library.fpgrowth(frame, min_support=(least - 0.5) / total, max_len=max_length)
    columns = frequent.tolist()
    named = (frozenset([columns[place] for place in places]) for places in found["itemsets"])
    counts = (found["support"] * total).round().astype(int).tolist()
    return Itemsets(dict(zip(named, counts, strict=True)), baskets.items, total, baskets.capped)
