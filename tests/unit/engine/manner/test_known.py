"""What is read of a customer, from real rows."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from engine.conversations.service import request_handoff, start, waiting_ids
from engine.events.log import append
from engine.manner.decide import Manner
from engine.manner.known import known_of, manner_of
from engine.manner.stake import stake_of
from engine.orders.deliveries import days_late
from engine.store.tables import Conversation, Message
from tests.builders import NOW, add_customer, add_order, add_product, add_shop

from .learnt import expects, in_segment


@pytest.fixture
def mei(session: Session) -> str:
    add_shop(session)
    add_product(session)
    return add_customer(session).id


def test_a_visitor_and_a_customer_of_whom_nothing_is_known_are_met_plainly(
    session: Session, mei: str
) -> None:
    assert manner_of(session, None) == Manner("plain")
    assert manner_of(session, mei) == Manner("plain")
    assert manner_of(session, None, mood=-0.9).tone == "careful"


def test_predictions_orders_and_segment_make_a_regular(session: Session, mei: str) -> None:
    for _ in range(3):
        add_order(session, mei)
    expects(session, mei, purchase=0.8, churn=0.1)
    in_segment(session, mei, frequency=0.9)
    assert manner_of(session, mei, now=NOW) == Manner("warm", offer=True, why=("loyal", "likely"))
    in_segment(session, mei, frequency=-0.9)
    assert manner_of(session, mei, now=NOW).tone == "plain"


@pytest.mark.parametrize(
    ("event", "counts"),
    [
        ({"type": "rating", "value": 1.0}, True),
        ({"type": "rating", "value": 4.0}, False),
        ({"type": "report", "data": {"about": "item_problem"}}, True),
        ({"type": "report", "data": {"about": "preference"}}, False),
    ],
)
def test_a_bad_rating_and_a_broken_item_are_remembered_for_a_month(
    session: Session, mei: str, event: dict[str, Any], counts: bool
) -> None:
    append(session, customer_id=mei, **event, at=NOW - timedelta(days=3))
    assert known_of(session, mei, 0.0, None, NOW).trouble_days == (3.0 if counts else None)
    assert known_of(session, mei, 0.0, None, NOW + timedelta(days=40)).trouble_days is None


@pytest.mark.parametrize(("intent", "proved", "counts"), [
    ("complaint", "token", True), ("complaint", None, False), ("track_order", "token", False),
])  # fmt: skip
def test_what_was_told_in_a_conversation_counts_once_the_customer_is_known(
    session: Session, mei: str, intent: str, proved: str | None, counts: bool
) -> None:
    view, _ = start(session, language="en", customer_id=mei, verified_by="token")
    session.get_one(Conversation, view.id).verified_by = proved
    session.add(
        Message(
            id="m1",
            conversation_id=view.id,
            seq=1,
            author="customer",
            text="Well.",
            nlu={"intent": {"name": intent}},
            created_at=NOW - timedelta(days=1),
        )
    )
    session.flush()
    assert known_of(session, mei, 0.0, None, NOW).trouble_days == (1.0 if counts else None)


@pytest.mark.parametrize(
    ("promised", "delivered", "late"),
    [
        (NOW - timedelta(days=4), NOW - timedelta(days=1), 3.0),
        (NOW - timedelta(days=4), None, 4.0),
        (NOW - timedelta(days=4), NOW - timedelta(days=6), -2.0),
        (NOW - timedelta(days=50), NOW - timedelta(days=40), None),
        (NOW + timedelta(days=4), None, None),
    ],
)
def test_days_late_of_the_newest_promise(
    session: Session, mei: str, promised: datetime, delivered: datetime | None, late: float | None
) -> None:
    order = add_order(session, mei, status="shipped", delivered_at=delivered)
    order.promised_at = promised
    session.flush()
    assert days_late(session, mei, since=NOW - timedelta(days=30), now=NOW) == late


def test_what_is_at_stake_is_the_chance_of_losing_what_was_spent(session: Session, mei: str) -> None:
    add_order(session, mei, lines=[("lamp-1", 2)])
    assert stake_of(session, mei) is None
    expects(session, mei, churn=0.5)
    assert stake_of(session, mei) is None
    in_segment(session, mei, value=3_000.0)
    assert stake_of(session, mei) == {
        "minutes": 5.0,
        "churn": 0.5,
        "spent_cents": 6_000,
        "typical_cents": 3_000,
    }


def test_who_may_be_lost_with_much_spent_comes_before_those_who_asked_a_little_earlier(
    session: Session, mei: str
) -> None:
    add_order(session, mei, lines=[("lamp-1", 2)])
    expects(session, mei, churn=0.5)
    in_segment(session, mei, value=3_000.0)
    waiting: Callable[[str | None, int], str] = lambda who, minutes: _waiting(session, who, minutes)  # noqa: E731
    first, soon, later = waiting(None, 0), waiting(None, 4), waiting(mei, 6)
    after = waiting(None, 7)
    # Six minutes less five: before whom asked at the fourth, after whom has waited from the start.
    assert waiting_ids(session) == [first, later, soon, after]


def _waiting(session: Session, customer: str | None, minutes: int) -> str:
    view, _ = start(session, language="en", customer_id=customer, verified_by="token" if customer else None)
    request_handoff(session, view.id, "asked", now=NOW + timedelta(minutes=minutes))
    return view.id
