"""What the sources are given beside the log: what products are, who belongs together, mined rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.recommend.catalogue import Item
from engine.recommend.sources.content import TextEncoder, text_vectors
from engine.recommend.sources.goes_with import Rule
from engine.recommend.sources.stated_answers import Shelf


@dataclass(frozen=True)
class Beside:
    """items: product ids. vectors: (items, dimensions) of their content, None where they have none.
    categories: each item's category, empty where there are none. segments: each customer's, by id. rules:
    what goes with what; None: mined from the interactions themselves. prices: each item's in cents, NaN where
    not known, empty where none is; brands: each item's in lower case, "" for none, likewise.
    """

    items: Sequence[str] = ()
    vectors: Any = None
    categories: Sequence[str] = ()
    segments: Mapping[str, str] = field(default_factory=dict[str, str])
    rules: Sequence[Rule] | None = None
    prices: Sequence[float] = ()
    brands: Sequence[str] = ()

    @classmethod
    def of(
        cls,
        items: Sequence[Item],
        segments: Mapping[str, str],
        rules: Sequence[Rule] | None,
        encoder: TextEncoder | None = None,
    ) -> "Beside":
        """Of a catalogue; without an encoder content is told by words."""
        vectors = text_vectors([item.text for item in items], [item.marks for item in items], encoder)
        return cls(
            [item.id for item in items],
            vectors,
            [item.category_id for item in items],
            segments,
            rules,
            [float("nan") if item.price_cents is None else float(item.price_cents) for item in items],
            [item.brand.casefold() for item in items],
        )

    def vectors_of(self, items: Sequence[str]) -> Any:
        """Of some of the items, in this order: (items, dimensions)."""
        return self.vectors[self._places(items)]

    def categories_of(self, items: Sequence[str]) -> NDArray[np.intp]:
        """The category of some of the items as numbers: (items,)."""
        numbers = {name: n for n, name in enumerate(sorted(set(self.categories)))}
        mine = [self.categories[int(place)] for place in self._places(items)]
        return np.array([numbers[name] for name in mine], dtype=np.intp)

    def shelf_of(self, items: Sequence[str]) -> Shelf:
        """What customers can say of these items: their categories, brands and prices."""
        places = [int(place) for place in self._places(items)]
        return Shelf(
            tuple(self.categories[place] for place in places),
            tuple(self.brands[place] if self.brands else "" for place in places),
            np.array([self.prices[place] if self.prices else np.nan for place in places], dtype=np.float64),
        )

    def without_rules(self) -> "Beside":
        """The same for a part of the log: the rules that were mined from all of it would tell the rest."""
        return replace(self, rules=None)

    def _places(self, items: Sequence[str]) -> NDArray[np.intp]:
        known = {item: place for place, item in enumerate(self.items)}
        return np.array([known[item] for item in items], dtype=np.intp)
