"""Promises are written down once, said again as they were, and followed."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.orders.past import past_passages
from engine.promises.record import Record
from engine.promises.service import Past, PromiseView, about_to_break, promise_delivery, settle
from engine.shop_time import at_home
from engine.store.tables import Promise, Shop
from tests.builders import NOW
from tests.unit.engine.promises.shop import DAY, HOUR, furnish, under_way

HOURS = [48.0 + n for n in range(50)]


def promised(session: Session, order: str = "W7777777", *, message: str = "m1", at=NOW) -> PromiseView | None:
    record = Record(past_passages(session, at))
    return promise_delivery(session, record, order, "mei", conversation_id=None, message_id=message, now=at)


def rows(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Promise)) or 0


def test_a_promise_is_kept_with_its_evidence_and_said_again_unchanged(session: Session) -> None:
    furnish(session, HOURS)
    under_way(session, NOW - HOUR)
    first = promised(session)
    assert first is not None
    assert first.evidence == len(HOURS)
    assert NOW - HOUR + 92 * HOUR <= first.due_at <= NOW - HOUR + 95 * HOUR
    assert promised(session) == first, "a turn that is tried again"
    assert promised(session, message="m2", at=NOW + DAY) == first, "the customer asks again"
    assert rows(session) == 1
    stored = session.scalars(select(Promise)).one()
    assert (stored.customer_id, stored.order_id, stored.state) == ("mei", "W7777777", "open")


def test_a_shop_without_a_record_promises_nothing(session: Session) -> None:
    furnish(session, HOURS[:10])
    under_way(session, NOW - HOUR)
    assert promised(session) is None
    assert rows(session) == 0


def test_orders_of_the_last_weeks_and_cancelled_ones_are_no_record(session: Session) -> None:
    furnish(session, HOURS, now=NOW + 50 * DAY)
    assert past_passages(session, NOW) == []


@pytest.mark.parametrize(
    ("status", "came", "state"),
    [
        ("delivered", 90, "kept"), ("delivered", 120, "broken"), ("cancelled", None, "void"),
        ("processed", None, "broken"), ("delivered", None, "void"),
    ],
)  # fmt: skip
def test_what_becomes_of_the_order_is_what_becomes_of_the_promise(
    session: Session, status: str, came: int | None, state: str
) -> None:
    furnish(session, HOURS)
    order = under_way(session, NOW)
    promise = promised(session)
    assert promise
    assert settle(session, NOW + HOUR) == 0
    order.status, order.delivered_at = status, NOW + came * HOUR if came else None
    session.flush()
    assert settle(session, NOW + 6 * DAY) == 1
    assert session.get_one(Promise, promise.id).state == state
    assert settle(session, NOW + 7 * DAY) == 0


def test_after_a_broken_promise_a_new_one_is_made_of_what_is_late_already(session: Session) -> None:
    furnish(session, [*HOURS, *[300.0 + n for n in range(40)]])
    under_way(session, NOW)
    first = promised(session)
    assert first
    second = promised(session, message="m2", at=first.due_at + HOUR)
    assert second is None or second.due_at > first.due_at
    assert session.get_one(Promise, first.id).state == "broken"


def test_a_promise_is_about_to_break_when_most_such_orders_would_have_come(session: Session) -> None:
    furnish(session, [*[48.0 + n / 10 for n in range(380)], *[150.0 + n for n in range(45)]])
    order = under_way(session, NOW)
    order.shipped_at = NOW + 12 * HOUR
    session.flush()
    record = Past(Record(past_passages(session, NOW)))
    promise = promised(session)
    assert promise
    early = about_to_break(session, record, NOW + 20 * HOUR, below=0.5)
    assert early == []
    late = about_to_break(session, record, NOW + 85 * HOUR, below=0.5)
    assert [(one.id, left < 0.5) for one, left in late] == [(promise.id, True)]
    assert promise.due_at > NOW + 85 * HOUR, "there is time left, and it is said before the moment has passed"


def test_moments_are_said_in_the_zone_of_the_shop(session: Session) -> None:
    furnish(session, [])
    assert at_home(session, NOW).hour == NOW.hour
    session.get_one(Shop, 1).settings = {"contact": {"timezone": "Asia/Singapore"}}
    assert at_home(session, NOW).hour == NOW.hour + 8
    session.get_one(Shop, 1).settings = {"contact": {"timezone": "Nowhere/Atlantis"}}
    assert at_home(session, NOW).hour == NOW.hour
