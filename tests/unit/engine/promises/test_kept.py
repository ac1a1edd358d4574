"""Promises kept by month, with an interval and the orders behind it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from engine.errors import Invalid
from engine.promises.kept import ENOUGH, kept_by_month, promises_of
from engine.store.tables import Promise, Shop
from tests.builders import NOW
from tests.unit.engine.promises.shop import HOUR, furnish, under_way


def add(session: Session, order: str, at: datetime, state: str, number: int) -> None:
    session.add(
        Promise(
            id=f"m{number}:delivery:{order}", customer_id="mei", order_id=order, message_id=f"m{number}",
            kind="delivery", stated_at=at, due_at=at + 90 * HOUR, share=0.9, evidence=50, basis="",
            state=state,
        )
    )  # fmt: skip
    session.flush()


def test_a_share_is_said_with_its_interval_once_there_are_enough(session: Session) -> None:
    furnish(session, [])
    under_way(session, NOW)
    for n in range(ENOUGH):
        add(session, "W7777777", NOW, "broken" if n < 2 else "kept", n)
    for n, state in enumerate(("open", "void", "kept"), 100):
        add(session, "W7777777", datetime(2026, 9, 3, tzinfo=UTC), state, n)
    november, september = kept_by_month(session, NOW + HOUR)
    assert (november.month, november.kept, november.broken, november.share) == ("2026-11", 18, 2, 0.9)
    assert november.low is not None and november.high is not None
    assert 0.69 < november.low < 0.71 and 0.96 < november.high < 0.98
    assert (september.kept, september.open, september.void) == (1, 1, 1)
    assert september.share is september.low is september.high is None, "not enough evidence"


def test_each_number_opens_its_orders_broken_ones_first(session: Session) -> None:
    furnish(session, [])
    under_way(session, NOW).delivered_at = NOW + 95 * HOUR
    add(session, "W7777777", NOW, "kept", 1)
    add(session, "W7777777", NOW, "broken", 2)
    found = promises_of(session, "2026-11", "delivery")
    assert [one.state for one in found] == ["broken", "kept"]
    assert found[0].met_at == NOW + 95 * HOUR
    assert promises_of(session, "2026-10", "delivery") == []
    with pytest.raises(Invalid, match="YYYY-MM"):
        promises_of(session, "last month", "delivery")


def test_months_are_those_of_the_shop(session: Session) -> None:
    furnish(session, [])
    session.get_one(Shop, 1).settings = {"contact": {"timezone": "Asia/Singapore"}}
    under_way(session, NOW)
    add(session, "W7777777", datetime(2026, 10, 31, 20, tzinfo=UTC), "kept", 1)
    assert [one.month for one in kept_by_month(session, NOW)] == ["2026-11"]
    assert len(promises_of(session, "2026-11", "delivery")) == 1
