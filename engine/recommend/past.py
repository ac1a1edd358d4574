"""What a request reads of one customer: the history, what was shown and refused when, what they told us."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import and_, or_, select
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


def read_past(
    session: Session, customer_id: str, columns: Mapping[str, int], now: datetime, *, until: bool = False
) -> Past:
    """Everything that the log says of this customer, in one query: the last click counts at once.

    Who switched personalisation off is somebody of whom the log says nothing. until: leave out what came
    after `now`, to see a past moment as it was.
    """
    rows = session.execute(
        select(*HISTORY_FIELDS)
        .where(
            Event.customer_id == customer_id,
            personalised(customer_id),
            *([or_(Event.at.is_(None), Event.at < now)] if until else []),
            or_(
                and_(Event.type.in_(HISTORY_TYPES), Event.product_id.is_not(None)),
                and_(Event.type == "impression", Event.at > now - REMEMBERED),
                Event.type == "report",
            ),
        )
        .order_by(Event.at.nulls_first(), Event.id)
    ).all()
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
