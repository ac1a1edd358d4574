"""Baskets: which items were bought together, as a sparse matrix."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.frames import Frame, Series, pd

Sparse = Any
"""A scipy.sparse.csr_array of booleans."""

MAX_BASKET = 100
"""Items of one basket that count: a wholesaler's basket of hundreds would cost all time and say little."""


@dataclass(frozen=True)
class Baskets:
    """matrix: (baskets, items), true where the item is in the basket.

    capped: how many baskets held more items than allowed and lost their rarest ones; cut: how many
    (basket, item) pairs that were.
    """

    matrix: Sparse
    items: list[str]
    capped: int
    cut: int

    def __len__(self) -> int:
        return int(self.matrix.shape[0])


def baskets_of(rows: Iterable[Sequence[str]], max_basket: int = MAX_BASKET) -> Baskets:
    """Baskets from lists of item names; names are stripped, empty ones left out, doubles count once.

    Raises ValueError where `max_basket` is below 2: no rule has fewer items.
    """
    numbers: list[int] = []
    names: list[str] = []
    count = 0
    for number, row in enumerate(rows):
        found = [item for item in (name.strip() for name in row) if item]
        numbers.extend([number] * len(found))
        names.extend(found)
        count = number + 1
    columns, items = pd.factorize(np.array(names, dtype=object), sort=True)
    return _baskets(np.array(numbers, dtype=np.intp), columns, [str(i) for i in items], count, max_basket)


def purchase_baskets(history: Frame, max_basket: int = MAX_BASKET) -> Baskets:
    """The baskets of a history's purchases (columns as `engine.events.history` gives them).

    A basket is an order; where the log does not name one, what a customer bought at one moment.
    Purchases with neither are left out.
    """
    bought = history[history["type"].eq("purchase") & history["product"].notna()]
    order, customer, product = (_codes(bought[name]) for name in ("order", "customer", "product"))
    moment = bought["at"].to_numpy().astype("datetime64[us]")
    named = order >= 0
    found = named | ((customer >= 0) & ~np.isnat(moment))
    keys = np.column_stack(
        [order, np.where(named, -1, customer), np.where(named, -1, moment.astype(np.int64))]
    )
    known, rows = np.unique(keys[found], axis=0, return_inverse=True)
    used, columns = np.unique(product[found], return_inverse=True)
    items = [str(name) for name in bought["product"].cat.categories[used]]
    return _baskets(rows, columns, items, len(known), max_basket)


def _codes(column: Series) -> NDArray[np.int64]:
    return column.cat.codes.to_numpy().astype(np.int64)


def _baskets(
    rows: NDArray[Any], columns: NDArray[Any], items: list[str], count: int, max_basket: int
) -> Baskets:
    if max_basket < 2:  # noqa: PLR2004
        raise ValueError("a basket must be allowed at least two items")
    pairs = np.unique(np.column_stack([rows, columns]), axis=0).astype(np.intp)
    pairs = pairs.reshape(-1, 2)
    kept, capped = _without_rarest(pairs, len(items), max_basket)
    library: Any = import_module("scipy.sparse")  # its own types are incomplete
    ones = np.ones(len(kept), dtype=bool)
    matrix = library.csr_array((ones, (kept[:, 0], kept[:, 1])), shape=(count, len(items)))
    return Baskets(matrix, items, capped, len(pairs) - len(kept))


def _without_rarest(pairs: NDArray[np.intp], items: int, max_basket: int) -> tuple[NDArray[np.intp], int]:
    """Of each basket the `max_basket` items that most baskets hold: rare ones are in no rule anyway."""
    popularity = np.bincount(pairs[:, 1], minlength=items)
    order = np.lexsort((pairs[:, 1], -popularity[pairs[:, 1]], pairs[:, 0]))
    pairs = pairs[order]
    sizes = np.bincount(pairs[:, 0]) if len(pairs) else np.zeros(0, dtype=np.intp)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]) if len(sizes) else sizes
    place = np.arange(len(pairs)) - starts[pairs[:, 0]]
    return pairs[place < max_basket], int((sizes > max_basket).sum())
