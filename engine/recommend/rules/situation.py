"""What a business rule looks at, and what it says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from engine.recommend.interactions import FloatArray
from engine.recommend.likeness import Columns, Likeness
from engine.recommend.past import Past


@dataclass(frozen=True)
class Situation:
    """One request. consumable, level: (items,), `level` the place of its price within its category, 0 to 1,
    NaN where not known. prices: in cents of what can be had now, by column. excluded: not to be shown.
    brands: in lower case, "" for none.
    """

    past: Past
    now: datetime
    consumable: NDArray[np.bool_]
    level: FloatArray
    categories: tuple[str, ...]
    likeness: Likeness
    excluded: frozenset[int] = frozenset()
    prices: Mapping[int, int] = field(default_factory=dict[int, int])
    brands: tuple[str, ...] = ()

    def priced(self, prices: Mapping[int, int]) -> "Situation":
        """The same, now that stock and prices are known."""
        return replace(self, prices=prices)


@dataclass(frozen=True)
class Rule:
    """A named rule: factors (columns,) by which these items' worth is multiplied. 1 leaves as it is, 0
    removes, what lies between damps.
    """

    name: str
    factors: Callable[[Columns, Situation], FloatArray]


def keeping(kept: NDArray[np.bool_]) -> FloatArray:
    """Factors that remove what is not kept."""
    return kept.astype(np.float64)
