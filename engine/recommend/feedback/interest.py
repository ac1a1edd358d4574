"""How often each product was shown of late and then wanted: what the last place is tried out by."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import datetime, timedelta

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.recommend.feedback.exploring import Interest
from engine.recommend.feedback.outcomes import LIKED, WINDOW
from engine.store.tables import Event

REMEMBERED = timedelta(days=90)
HALF_LIFE_DAYS = 30.0
"""A showing counts half after so long in what is known of a product's interest."""

_DAY = 86_400.0


def read_interest(session: Session, columns: Mapping[str, int], now: datetime) -> Interest:
    """Of each item how often it was shown up to `now` and liked, older showings counting less.

    Of an event only who, what and when are read: this stands before every list of a fresh recommender, and
    what else a showing says (`read_showings`) takes four times as long.
    """
    shown, liked = np.zeros(len(columns)), np.zeros(len(columns))
    fields = (Event.customer_id, Event.conversation_id, Event.product_id, Event.at)
    since = now - REMEMBERED
    showings = session.execute(
        select(*fields).where(
            Event.type == "impression", Event.product_id.is_not(None), Event.at >= since, Event.at < now
        )
    ).all()
    if not showings:
        return Interest(shown, liked)
    deeds: dict[tuple[str, str], list[datetime]] = {}
    for customer, conversation, product, at in session.execute(
        select(*fields).where(
            Event.type.in_(LIKED),
            Event.product_id.is_not(None),
            Event.at >= since,
            Event.at < now + WINDOW,
        )
    ):
        for who in filter(None, (customer, conversation)):
            if at is not None:
                deeds.setdefault((who, str(product)), []).append(at)
    for moments in deeds.values():
        moments.sort()
    for customer, conversation, product, at in showings:
        if at is None or (column := columns.get(str(product))) is None:
            continue
        moments = deeds.get((customer or conversation or "", str(product)), ())
        place = bisect_left(moments, at)
        weight = 2.0 ** (-max((now - at).total_seconds(), 0.0) / _DAY / HALF_LIFE_DAYS)
        shown[column] += weight
        liked[column] += weight * (place < len(moments) and moments[place] <= at + WINDOW)
    return Interest(shown, liked)
