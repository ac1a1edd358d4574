"""Who touched which product: the past of all customers as sparse matrices, and one customer's history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.frames import Frame, pd
from engine.recommend.told import Told
from engine.recommend.weights import WEIGHTS, weight_of

__all__ = ["WEIGHTS", "Basket", "FloatArray", "History", "Interactions", "Sparse", "Touch", "interactions_of"]

FloatArray = NDArray[np.float64]
Sparse = Any
"""A scipy.sparse.csr_array of floats."""

SEASON_DAYS = 90.0
DAY = np.timedelta64(1, "D")


@dataclass(frozen=True)
class Basket:
    """Items (by column) bought together; `at` None where the log does not say when."""

    items: tuple[int, ...]
    at: datetime | None


@dataclass(frozen=True)
class History:
    """One customer's past.

    weights: (items,), 0 where never touched, negative where what is known speaks against (`weights.py`).
    baskets: what was bought and kept, oldest first. ordered: everything ever bought, returns and cancelled
    orders too. customer, segment: where known; a customer is not their own neighbour. told: what they said
    of themselves.
    """

    weights: FloatArray
    baskets: Sequence[Basket] = ()
    ordered: frozenset[int] = frozenset()
    rejected: frozenset[int] = frozenset()
    now: datetime | None = None
    customer: str | None = None
    segment: str | None = None
    told: Told = field(default_factory=Told)

    @cached_property
    def touched(self) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """The items with a weight, by column."""
        return np.flatnonzero(self.weights)

    @cached_property
    def bought(self) -> frozenset[int]:
        return frozenset(item for basket in self.baskets for item in basket.items)


@dataclass(frozen=True)
class Interactions:
    """All customers' past.

    matrix: (customers, items) of weights. purchases: (customers, items), 1 where bought and kept.
    recent_buyers: (items,), buyers of the log's last 90 days; of all of it where not `dated`.
    baskets: (baskets, items), 1 where the basket holds the item. basket_age: (baskets,), days before the
    log's newest purchase, NaN where not known. basket_of: (baskets,), the row of the basket's customer.
    until: the log's newest purchase.
    """

    items: list[str]
    customers: list[str]
    matrix: Sparse
    purchases: Sparse
    recent_buyers: FloatArray
    dated: bool
    baskets: Sparse
    basket_age: FloatArray
    basket_of: NDArray[np.intp]
    until: datetime | None = None
    columns: Mapping[str, int] = field(init=False)
    rows: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", {item: column for column, item in enumerate(self.items)})
        object.__setattr__(self, "rows", {name: row for row, name in enumerate(self.customers)})

    @property
    def buyers(self) -> FloatArray:
        """How many customers bought each item: (items,)."""
        return np.asarray(self.purchases.sum(axis=0)).ravel()


Touch = tuple[str, str, str, datetime | None]
"""Customer, product, event type, moment."""


def interactions_of(touches: Iterable[Touch], items: Sequence[str]) -> Interactions:
    """The matrices of these touches; products that are not among `items` are left out."""
    rows = [(c, item, weight_of(kind), kind == "purchase", at) for c, item, kind, at in touches]
    frame = pd.DataFrame(rows, columns=["customer", "item", "weight", "bought", "at"])
    frame["at"] = pd.to_datetime(frame["at"], utc=True)
    return interactions_from(frame, items)


def interactions_from(frame: Frame, items: Sequence[str]) -> Interactions:
    """The matrices of a frame of touches, one a row.

    Columns: customer, item (text), weight (from -1 to 1), bought (whether a purchase that was kept), at
    (moment or NaT) and, where known, basket (an order's id; else what one customer buys at one moment is a
    basket). Of several touches of one item the strongest for and the strongest against add up, within
    [-1, 1]. Items that are not among `items` are left out; customers keep the order of their first touch.
    """
    places = pd.Index(items).get_indexer(frame["item"])
    frame, places = frame[places >= 0], places[places >= 0]
    rows, names = pd.factorize(frame["customer"])
    shape = (len(names), len(items))
    cells = _weights(rows, places, frame["weight"].to_numpy(dtype=np.float64), shape)
    bought = frame["bought"].to_numpy(dtype=bool)
    numbers, firsts = _baskets(frame[bought], rows[bought])
    at = frame.loc[bought, "at"]
    age = ((at.max() - at) / DAY).to_numpy(dtype=np.float64)
    baskets = _ones(sparse_of(np.ones(len(numbers)), (numbers, places[bought]), (len(firsts), len(items))))
    purchases = _ones(sparse_of(np.ones(len(numbers)), (rows[bought], places[bought]), shape))
    dated = bool(at.notna().any())
    recent = ~(age >= SEASON_DAYS) & ~np.isnan(age) if dated else np.ones(len(age), dtype=bool)
    lately = _ones(
        sparse_of(np.ones(int(recent.sum())), (rows[bought][recent], places[bought][recent]), shape)
    )
    return Interactions(
        items=list(items),
        customers=[str(name) for name in names],
        matrix=cells,
        purchases=purchases,
        recent_buyers=np.asarray(lately.sum(axis=0), dtype=np.float64).ravel(),
        dated=dated,
        baskets=baskets,
        basket_age=age[firsts],
        basket_of=rows[bought][firsts].astype(np.intp),
        until=at.max().to_pydatetime() if dated else None,
    )


def sparse_of(
    values: NDArray[Any], places: tuple[NDArray[Any], NDArray[Any]], shape: tuple[int, int]
) -> Sparse:
    """The matrix with these values at these (rows, columns); those at the same place add up."""
    library: Any = import_module("scipy.sparse")  # here, as it loads slowly; its own types are incomplete
    return library.coo_array((values, places), shape=shape).tocsr()


def stacked(histories: Sequence[History]) -> Sparse:
    """The weights of these histories as a sparse matrix: (histories, items)."""
    found = [one.touched for one in histories]
    rows = np.repeat(np.arange(len(histories)), [len(columns) for columns in found])
    columns = np.concatenate(found) if found else np.zeros(0, dtype=np.intp)
    values = [one.weights[places] for one, places in zip(histories, found, strict=True)]
    width = len(histories[0].weights) if histories else 0
    return sparse_of(np.concatenate(values) if values else columns, (rows, columns), (len(histories), width))


def _weights(rows: NDArray[Any], places: NDArray[Any], weights: FloatArray, shape: tuple[int, int]) -> Sparse:
    cells, inverse = np.unique(rows.astype(np.int64) * shape[1] + places, return_inverse=True)
    most, least = np.zeros(len(cells)), np.zeros(len(cells))
    np.maximum.at(most, inverse, weights)
    np.minimum.at(least, inverse, weights)
    total = np.clip(most + least, -1.0, 1.0)
    matrix = sparse_of(total, (cells // max(shape[1], 1), cells % max(shape[1], 1)), shape)
    matrix.eliminate_zeros()
    return matrix


def _baskets(bought: Frame, rows: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The number of each purchase's basket, and the first purchase of each basket."""
    moment = bought["at"].astype("int64").to_numpy()
    named = bought["basket"].notna().to_numpy() if "basket" in bought else np.zeros(len(bought), dtype=bool)
    order = pd.factorize(bought["basket"])[0] if "basket" in bought else np.full(len(bought), -1)
    keys = np.column_stack([order, rows, np.where(named, 0, moment)])
    _, firsts, numbers = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    return numbers.ravel(), firsts


def _ones(matrix: Sparse) -> Sparse:
    matrix.data[:] = 1.0
    return matrix
