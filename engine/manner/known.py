"""What the log, the orders and the models know of a customer that bears on how to speak with them."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from engine.behaviour.service import behaviour_of
from engine.conversations.contacts import contacts
from engine.conversations.handoff_rules import TROUBLE
from engine.events.log import read
from engine.gaps.network.experiences import delivery_state
from engine.gaps.reports.choices import choices_of
from engine.gaps.saved import Expectations
from engine.manner.decide import LATE_DAYS, RECENT_DAYS, Known, Manner, decide
from engine.orders.deliveries import all_late, days_late
from engine.orders.service import totals_of
from engine.profiles.segments.stored import segment_of
from engine.store.tables import Event
from engine.store.types import utc_now

LOW_STARS: Final = 2.0
DAY: Final = 86_400.0


def manner_of(
    session: Session,
    customer_id: str | None,
    mood: float = 0.0,
    learnt: Expectations | None = None,
    now: datetime | None = None,
) -> Manner:
    """How to meet this customer in this message; None is a visitor who has not proved who they are.

    mood: the message's sentiment, -1 to 1. learnt: the expectations of the last rebuild, if any. Raises
    NotFound where there is no such customer. A handful of small queries, nothing is written.
    """
    if customer_id is None:
        return decide(Known(mood=mood))
    return decide(known_of(session, customer_id, mood, learnt, now or utc_now()))


def known_of(
    session: Session, customer_id: str, mood: float, learnt: Expectations | None, now: datetime
) -> Known:
    """What is known at `now`; predictions and segment are those of the last rebuild, and left out for a
    customer who does not want us to go by them.
    """
    expected = behaviour_of(session, customer_id)
    allowed = choices_of(session, customer_id).personalise
    since = now - timedelta(days=RECENT_DAYS)
    trouble = _trouble_at(session, customer_id, since)
    late = days_late(session, customer_id, since=since, now=now)
    segment = segment_of(session, customer_id) if allowed else None
    return Known(
        mood=mood,
        trouble_days=None if trouble is None else (now - trouble).total_seconds() / DAY,
        days_late=late,
        satisfied=None if late is None or not allowed else _satisfied(learnt, late),
        purchase=expected.purchase if allowed else None,
        churn=expected.churn if allowed else None,
        orders=totals_of(session, customer_id).orders,
        orders_often=segment is not None and segment.more_than_usual("frequency"),
    )


def _trouble_at(session: Session, customer_id: str, since: datetime) -> datetime | None:
    """When the customer last told of trouble in a conversation, reported an item, or rated badly."""
    told = [
        one.at for one in contacts(session, since=since, customer_id=customer_id) if one.intent in TROUBLE
    ]
    for event in read(session, types=("rating", "report"), customer_id=customer_id, since=since):
        if event.at is not None and _is_trouble(event):
            told.append(event.at)
    return max(told, default=None)


def all_in_trouble(session: Session, now: datetime) -> frozenset[str]:
    """All customers who told of trouble within RECENT_DAYS, or whose parcel of that time is or came late."""
    since = now - timedelta(days=RECENT_DAYS)
    found = {one.customer_id for one in contacts(session, since=since, until=now) if one.intent in TROUBLE}
    for event in read(session, types=("rating", "report"), since=since, until=now):
        if event.customer_id is not None and _is_trouble(event):
            found.add(event.customer_id)
    return frozenset(found | all_late(session, since=since, now=now, days=LATE_DAYS))


def _is_trouble(event: Event) -> bool:
    low = event.type == "rating" and event.value is not None and event.value <= LOW_STARS
    return low or (event.type == "report" and event.data.get("about") == "item_problem")


def _satisfied(learnt: Expectations | None, late: float) -> float | None:
    """P(satisfied) after such a delivery; None without a network, or with too few orders to tell."""
    network = learnt.network if learnt else None
    if network is None or not {"satisfied", "delivery"} <= set(network.structure.names):
        return None
    answer = network.ask("satisfied", {"delivery": delivery_state(late)})
    if not answer.enough:
        return None
    return next(chance.probability for chance in answer.chances if chance.state == "yes")
