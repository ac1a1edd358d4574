"""Who touched which product: the event log as a sparse matrix, and one customer's history."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store.tables import Event

FloatArray = NDArray[np.float64]
Sparse = Any
"""A scipy.sparse.csr_array of floats."""

WEIGHTS: Mapping[str, float] = {"purchase": 1.0, "click": 0.3, "view": 0.2}
"""How much an event says about taste; of several on one product the strongest counts."""

SEASON = timedelta(days=90)


@dataclass(frozen=True)
class Basket:
    """Items (by column) bought together; `at` None where the log does not say when."""

    items: tuple[int, ...]
    at: datetime | None


@dataclass(frozen=True)
class History:
    """One customer's past.

    weights: (items,), 0 where never touched. baskets: what was bought and kept, oldest first.
    ordered: everything ever bought, returns and cancelled orders too.
    """

    weights: FloatArray
    baskets: Sequence[Basket] = ()
    ordered: frozenset[int] = frozenset()
    rejected: frozenset[int] = frozenset()
    now: datetime | None = None

    @property
    def bought(self) -> frozenset[int]:
        return frozenset(item for basket in self.baskets for item in basket.items)


@dataclass(frozen=True)
class Interactions:
    """All customers' past. matrix: (customers, items) of weights; buyers, recent_buyers: (items,) counts.

    `dated` says that the recent buyers are those of the last 90 days; else they are all buyers.
    """

    items: list[str]
    matrix: Sparse
    purchases: Sparse
    recent_buyers: FloatArray
    dated: bool
    columns: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", {item: column for column, item in enumerate(self.items)})

    @property
    def buyers(self) -> FloatArray:
        """How many customers bought each item: (items,)."""
        return np.asarray(self.purchases.sum(axis=0)).ravel()


Touch = tuple[str, str, str, datetime | None]
"""Customer, product, event type, moment."""


def read_interactions(session: Session, items: Sequence[str]) -> Interactions:
    """The event log's purchases, clicks and views of these products, in one query."""
    rows = session.execute(
        select(Event.customer_id, Event.product_id, Event.type, Event.at).where(
            Event.type.in_(WEIGHTS), Event.customer_id.is_not(None), Event.product_id.is_not(None)
        )
    )
    return interactions_of(((c, p, t, at) for c, p, t, at in rows if c and p), items)


def interactions_of(touches: Iterable[Touch], items: Sequence[str]) -> Interactions:
    """The matrices of these touches; products that are not among `items` are left out."""
    columns = {item: column for column, item in enumerate(items)}
    rows: dict[str, int] = {}
    weights: dict[tuple[int, int], float] = defaultdict(float)
    bought: dict[tuple[int, int], datetime | None] = {}
    for customer, product, kind, at in touches:
        if (column := columns.get(product)) is None:
            continue
        cell = (rows.setdefault(customer, len(rows)), column)
        weights[cell] = max(weights[cell], WEIGHTS[kind])
        if kind == "purchase":
            before = bought.get(cell)
            bought[cell] = max(at, before) if at and before else at or before
    shape = (len(rows), len(items))
    recent, dated = _recent_buyers(bought, len(items))
    ones = dict.fromkeys(bought, 1.0)
    return Interactions(list(items), _matrix(weights, shape), _matrix(ones, shape), recent, dated)


HISTORY_FIELDS = (Event.id, Event.type, Event.product_id, Event.at, Event.data)
HISTORY_TYPES = (*WEIGHTS, "reject", "return")
"""The events that a history is read from, and what of each; `history_of` takes such rows."""


def read_history(session: Session, customer_id: str, columns: Mapping[str, int], now: datetime) -> History:
    """One customer's full current history, in one query: the last click counts at once."""
    events = session.execute(
        select(*HISTORY_FIELDS)
        .where(
            Event.customer_id == customer_id,
            Event.product_id.is_not(None),
            Event.type.in_(HISTORY_TYPES),
        )
        .order_by(Event.at.nulls_first(), Event.id)
    )
    return history_of(events, columns, now)


def history_of(events: Iterable[Any], columns: Mapping[str, int], now: datetime) -> History:
    """The history that these rows of HISTORY_FIELDS tell, oldest first; products not among `columns` are
    left out.
    """
    reader = _HistoryReader(columns)
    for event_id, kind, product, at, data in events:
        if (column := columns.get(product or "")) is not None:
            reader.add(kind, column, at, str(data.get("order_id") or (at or event_id)), data)
    return reader.history(now)


class _HistoryReader:
    """Collects one customer's events, oldest first."""

    def __init__(self, columns: Mapping[str, int]) -> None:
        self._looked = np.zeros(len(columns))
        self._baskets: dict[str, tuple[list[int], datetime | None]] = {}
        self._undone: set[tuple[str, int]] = set()
        self._rejected: set[int] = set()

    def add(self, kind: str, column: int, at: datetime | None, basket: str, data: Mapping[str, Any]) -> None:
        if kind == "reject":
            self._rejected.add(column)
        elif kind == "purchase":
            self._baskets.setdefault(basket, ([], at))[0].append(column)
        elif kind == "return":
            # What is exchanged for another variant is still the product that the customer wanted.
            if data.get("kind") != "exchange":
                self._undone.add((basket, column))
        else:
            self._looked[column] = max(self._looked[column], WEIGHTS[kind])

    def history(self, now: datetime) -> History:
        kept = [
            Basket(tuple(item for item in bought if (key, item) not in self._undone), at)
            for key, (bought, at) in self._baskets.items()
        ]
        weights = self._looked.copy()
        weights[[item for basket in kept for item in basket.items]] = WEIGHTS["purchase"]
        ordered = frozenset(item for bought, _ in self._baskets.values() for item in bought)
        return History(weights, [b for b in kept if b.items], ordered, frozenset(self._rejected), now)


def _recent_buyers(bought: Mapping[tuple[int, int], datetime | None], items: int) -> tuple[FloatArray, bool]:
    newest = max((at for at in bought.values() if at), default=None)
    counts = np.zeros(items)
    for (_, column), at in bought.items():
        if newest is None or (at is not None and at > newest - SEASON):
            counts[column] += 1
    return counts, newest is not None


def _matrix(cells: Mapping[tuple[int, int], float], shape: tuple[int, int]) -> Sparse:
    places = np.array(list(cells), dtype=np.intp).reshape(-1, 2)
    values = np.fromiter(cells.values(), dtype=np.float64, count=len(cells))
    return sparse_of(values, (places[:, 0], places[:, 1]), shape)


def sparse_of(
    values: NDArray[Any], places: tuple[NDArray[Any], NDArray[Any]], shape: tuple[int, int]
) -> Sparse:
    """The matrix with these values at these (rows, columns); those at the same place add up."""
    library: Any = import_module("scipy.sparse")  # here, as it loads slowly; its own types are incomplete
    return library.coo_array((values, places), shape=shape).tocsr()
