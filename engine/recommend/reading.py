"""The event log as interactions, and one customer's history out of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.frames import Frame, pd
from engine.recommend.interactions import Basket, History, Interactions, interactions_from
from engine.recommend.weights import KINDS, WEIGHTS, weight_of
from engine.store.tables import Event

_COLUMNS = ["customer", "item", "kind", "at", "value", "order", "how"]


def read_interactions(session: Session, items: Sequence[str]) -> Interactions:
    """What customers did with these products and said about them, in one query."""
    return interactions_from(read_touches(session), items)


def read_touches(session: Session) -> Frame:
    """The same as a frame, oldest first: customer, item, weight, bought, at and basket as
    `interactions_from` takes them.
    """
    rows = session.execute(
        select(
            Event.customer_id, Event.product_id, Event.type, Event.at, Event.value, Event.data, Event.order_id
        ).where(Event.type.in_(KINDS), Event.customer_id.is_not(None), Event.product_id.is_not(None))
    )
    frame = pd.DataFrame(
        [
            (c, p, kind, at, value, _order(data, order), data.get("kind"))
            for c, p, kind, at, value, data, order in rows
        ],
        columns=_COLUMNS,
    )
    frame["at"] = pd.to_datetime(frame["at"], utc=True)
    frame["weight"] = [
        weight_of(kind, value, how)
        for kind, value, how in zip(frame["kind"], frame["value"], frame["how"], strict=True)
    ]
    returned = frame[frame["kind"].eq("return") & frame["how"].ne("exchange")]
    keys = ["customer", "item", "order"]
    undone = pd.MultiIndex.from_frame(frame[keys]).isin(pd.MultiIndex.from_frame(returned[keys]))
    bought = frame["kind"].eq("purchase")
    frame["bought"] = bought & ~(undone & frame["order"].notna())
    frame.loc[bought & ~frame["bought"], "weight"] = 0.0
    return frame.rename(columns={"order": "basket"}).sort_values("at", kind="stable", ignore_index=True)


HISTORY_FIELDS = (Event.id, Event.type, Event.product_id, Event.at, Event.value, Event.data, Event.order_id)
HISTORY_TYPES = (*KINDS, "reject")
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
    return history_of(events, customer_id, columns, now)


def history_of(events: Iterable[Any], customer_id: str, columns: Mapping[str, int], now: datetime) -> History:
    """The history that these rows of HISTORY_FIELDS tell, oldest first; products not among `columns` are
    left out.
    """
    reader = _HistoryReader(columns, customer_id)
    for event_id, kind, product, at, value, data, order in events:
        if (column := columns.get(product or "")) is not None:
            basket = str(_order(data, order) or (at or event_id))
            reader.add(kind, column, at, basket, value=value, how=data.get("kind"))
    return reader.history(now)


def _order(data: Mapping[str, Any], order: str | None) -> str | None:
    return data.get("order_id") or order


class _HistoryReader:
    """Collects one customer's events, oldest first."""

    def __init__(self, columns: Mapping[str, int], customer: str) -> None:
        self._customer = customer
        self._for = np.zeros(len(columns))
        self._against = np.zeros(len(columns))
        self._baskets: dict[str, tuple[list[int], datetime | None]] = {}
        self._undone: set[tuple[str, int]] = set()
        self._rejected: set[int] = set()

    def add(
        self,
        kind: str,
        column: int,
        at: datetime | None,
        basket: str,
        *,
        value: float | None,
        how: str | None,
    ) -> None:
        if kind == "reject":
            self._rejected.add(column)
        elif kind == "purchase":
            self._baskets.setdefault(basket, ([], at))[0].append(column)
        # What is exchanged for another variant is still the product that the customer wanted.
        elif kind == "return" and how != "exchange":
            self._undone.add((basket, column))
        weight = 0.0 if kind == "purchase" else weight_of(kind, value, how)
        self._for[column] = max(self._for[column], weight)
        self._against[column] = min(self._against[column], weight)

    def history(self, now: datetime) -> History:
        kept = [
            Basket(tuple(item for item in bought if (key, item) not in self._undone), at)
            for key, (bought, at) in self._baskets.items()
        ]
        for_it = self._for.copy()
        for_it[[item for basket in kept for item in basket.items]] = WEIGHTS["purchase"]
        return History(
            np.clip(for_it + self._against, -1.0, 1.0),
            [b for b in kept if b.items],
            frozenset(item for bought, _ in self._baskets.values() for item in bought),
            frozenset(self._rejected),
            now,
            self._customer,
        )
