"""What a request reads of one customer: the history, what was shown and refused when, what they told us."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, cast

import numpy as np
from sqlalchemy import ColumnElement, Select, Table, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from engine.gaps.reports.choices import personalised
from engine.recommend.interactions import WEIGHTS, History
from engine.recommend.reading import HISTORY_FIELDS, HISTORY_TYPES, history_of
from engine.recommend.told import Told, told_after
from engine.store.tables import Event

REMEMBERED = timedelta(days=60)
"""Showings older than this count no more."""

_INTEREST = frozenset(WEIGHTS)


@dataclass(frozen=True)
class Past:
    """rejected: when each item was refused last (None: not known when). shown: the showings of each item
    since the customer last took an interest in it. Items are columns.
    """

    history: History
    rejected: Mapping[int, datetime | None] = field(default_factory=dict[int, "datetime | None"])
    shown: Mapping[int, Sequence[datetime]] = field(default_factory=dict[int, Sequence[datetime]])

    @property
    def told(self) -> Told:
        """What the customer said of themselves."""
        return self.history.told


def _statement(*bounds: ColumnElement[bool]) -> Select[Any]:
    events = cast(Table, Event.__table__).c
    return (
        select(*(events[field.key] for field in HISTORY_FIELDS))
        .where(
            events.customer_id == bindparam("customer"),
            personalised(bindparam("customer")),
            *bounds,
            or_(
                and_(events.type.in_(HISTORY_TYPES), events.product_id.is_not(None)),
                and_(events.type == "impression", events.at > bindparam("since")),
                events.type == "report",
            ),
        )
        .order_by(events.at.nulls_first(), events.id)
    )


# Made once and of columns alone: to put it together for each request takes longer than to run it.
_OF_NOW = _statement()
_OF_A_MOMENT = _statement(or_(Event.at.is_(None), Event.at < bindparam("now")))


def read_past(
    session: Session, customer_id: str, columns: Mapping[str, int], now: datetime, *, until: bool = False
) -> Past:
    """Everything that the log says of this customer, in one query: the last click counts at once.

    Who switched personalisation off is somebody of whom the log says nothing. until: leave out what came
    after `now`, to see a past moment as it was.
    """
    wanted = {"customer": customer_id, "since": now - REMEMBERED, **({"now": now} if until else {})}
    session.flush()  # a statement of columns does not see to it that what was just added counts
    rows = session.connection().execute(_OF_A_MOMENT if until else _OF_NOW, wanted).all()
    if not rows:
        return Past(History(np.zeros(len(columns)), now=now))
    return past_of(rows, customer_id, columns, now)


def past_of(rows: Sequence[Any], customer_id: str, columns: Mapping[str, int], now: datetime) -> Past:
    """The past that rows of HISTORY_FIELDS tell, oldest first."""
    rejected: dict[int, datetime | None] = {}
    shown: dict[int, list[datetime]] = {}
    told = Told()
    for row in rows:
        _, kind, product, at, _, data, _ = row
        if kind == "report":
            told = told_after(told, data)
        elif (column := columns.get(product or "")) is None:
            continue
        elif kind == "reject":
            rejected[column] = at
        elif kind == "impression":
            shown.setdefault(column, []).append(at)
        elif kind in _INTEREST:
            shown.pop(column, None)
    history = history_of([row for row in rows if row[1] in HISTORY_TYPES], customer_id, columns, now)
    return Past(replace(history, told=told), rejected, shown)
