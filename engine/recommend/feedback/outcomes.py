"""What was shown to whom, and what they did with it within a week."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.recommend.feedback.logged import logged
from engine.store.tables import Event

WINDOW = timedelta(days=7)
"""What comes later is not put down to the showing."""
LIKED = frozenset({"click", "view", "purchase"})
FOLLOWED = (*sorted(LIKED), "reject")


@dataclass(frozen=True)
class Showing:
    """One product shown to one customer (or in one conversation, where nobody is known).

    propensity: the chance with which it came to this place; options: product ids of which one had to come,
    empty where there was no choice. policy: which ranker chose, empty in older logs. liked: opened or bought
    within WINDOW; bought, refused: within it too.
    """

    event: str
    customer: str | None
    conversation: str | None
    product: str
    at: datetime
    rank: int
    propensity: float
    explored: bool
    options: tuple[str, ...]
    policy: str
    liked: bool
    bought: bool
    refused: bool


def read_showings(session: Session, since: datetime, until: datetime) -> list[Showing]:
    """All of the time from `since` up to `until`, oldest first, in two queries."""
    fields = (Event.id, Event.type, Event.customer_id, Event.conversation_id, Event.product_id, Event.at)
    after: Sequence[Any] = session.execute(
        select(*fields).where(
            Event.type.in_(FOLLOWED),
            Event.product_id.is_not(None),
            Event.at >= since,
            Event.at < until + WINDOW,
        )
    ).all()
    deeds: dict[tuple[str, str], list[tuple[datetime, str]]] = {}
    for _, kind, customer, conversation, product, at in after:
        for who in filter(None, (customer, conversation)):
            deeds.setdefault((who, product), []).append((at, kind))
    for found in deeds.values():
        found.sort()
    shown: Sequence[Any] = session.execute(
        select(*fields, Event.data)
        .where(
            Event.type == "impression",
            Event.product_id.is_not(None),
            Event.at >= since,
            Event.at < until,
        )
        .order_by(Event.at, Event.id)
    ).all()
    return [
        _showing(
            event,
            customer,
            conversation,
            product,
            at,
            data,
            _within(deeds, customer or conversation, product, at),
        )
        for event, _, customer, conversation, product, at, data in shown
    ]


def _within(
    deeds: Mapping[tuple[str, str], Sequence[tuple[datetime, str]]],
    who: str | None,
    product: str,
    at: datetime,
) -> frozenset[str]:
    """What this person did with the product from then on, within WINDOW."""
    found = deeds.get((who or "", product), ())
    start = bisect_left(found, (at, ""))
    end = bisect_right(found, (at + WINDOW, "~"))
    return frozenset(kind for _, kind in found[start:end])


def _showing(  # noqa: PLR0917 - an event's fields
    event: str,
    customer: str | None,
    conversation: str | None,
    product: str,
    at: datetime,
    data: Mapping[str, Any],
    did: frozenset[str],
) -> Showing:
    told = logged(data, product)
    return Showing(
        event=event,
        customer=customer,
        conversation=conversation,
        product=product,
        at=at,
        rank=told.rank,
        propensity=told.propensity,
        explored=told.explored,
        options=told.options,
        policy=told.policy,
        liked=bool(did & LIKED),
        bought="purchase" in did,
        refused="reject" in did,
    )
