"""When money is there is promised by the shop's own record of refunds, and followed."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.service import messages_after, start
from engine.errors import NotFound
from engine.orders.refunded import past_refunds, settle_refund
from engine.promises.kinds.refund import read
from engine.promises.making import Asked, PromiseView, promise_refund
from engine.promises.meet import step
from engine.promises.service import Past, settle
from engine.promises.tasks import tasks
from engine.store.tables import Order, Payment, Promise
from tests.builders import NOW, add_customer, add_order, add_product, add_shop
from tests.unit.engine.promises.shop import DAY, HOUR

ASKED = Asked("mei", None, "m1")
DAYS = [3 + n / 60 for n in range(180)]


def note(order: Order, at: datetime, there: datetime | None = None, cents: int = 4500) -> None:
    """Money of the order that goes back to the card."""
    order.payments.append(
        Payment(
            id=f"{order.id}-r{len(order.payments)}", position=len(order.payments), amount_cents=cents,
            kind="refund" if there else "refund_due", method_id="mei-card", created_at=at, settled_at=there,
        )
    )  # fmt: skip


def returned(session: Session, id: str, at: datetime) -> Order:
    order = add_order(session, id=id, status="return_requested")
    order.lines[0].state = "return_requested"
    note(order, at)
    session.flush()
    return order


@pytest.fixture
def asks(session: Session) -> Order:
    """A shop whose returns were refunded in 3 to 6 days, cancellations in one; Mei returns a lamp now."""
    add_shop(session)
    add_product(session, "lamp")
    add_customer(session)
    past, cancelled = add_order(session, id="R1000000"), add_order(session, id="C1000000", status="cancelled")
    past.lines[0].state = "returned"
    for n, days in enumerate(DAYS):
        at = NOW - 90 * DAY + n * HOUR
        note(past, at, at + days * DAY)
        note(cancelled, at, at + DAY)
    session.flush()
    return returned(session, "W7777777", NOW)


def promised(session: Session, at: datetime, message: str = "m1") -> PromiseView | None:
    return promise_refund(session, read(session, NOW), "W7777777", Asked("mei", None, message), now=at)


def test_nine_of_ten_returns_say_when_and_it_is_said_again_unchanged(session: Session, asks: Order) -> None:
    first = promised(session, NOW)
    assert first and first.evidence == len(DAYS), (
        "cancellations, whose money takes a day, are no such refunds"
    )
    assert NOW + 5.6 * DAY <= first.due_at <= NOW + 5.9 * DAY
    assert promised(session, NOW + DAY, "m2") == first
    assert [one.kind for one in session.scalars(select(Promise))] == ["refund"]


def test_a_sum_noted_later_is_promised_anew(session: Session, asks: Order) -> None:
    first = promised(session, NOW)
    note(asks, NOW + DAY, cents=900)
    session.flush()
    second = promised(session, NOW + DAY, "m2")
    assert first and second and second.due_at > first.due_at


@pytest.mark.parametrize(("days", "state"), [(4, "kept"), (6.5, "broken"), (None, "broken")])
def test_the_shop_says_when_it_was_there(
    session: Session, asks: Order, days: float | None, state: str
) -> None:
    promise = promised(session, NOW)
    assert promise and settle(session, NOW + DAY) == 0
    if days:
        assert settle_refund(session, "W7777777", NOW + days * DAY, cents=4500) == 1
        assert settle_refund(session, "W7777777", NOW + days * DAY, cents=4500) == 0, "said twice"
        assert asks.payments[-1].kind == "refund" and asks.version == 2
    assert settle(session, NOW + 7 * DAY) == 1
    assert session.get_one(Promise, promise.id).state == state
    with pytest.raises(NotFound):
        settle_refund(session, "W7777777", NOW, cents=1)


def test_where_the_shop_never_says_that_money_was_there_nothing_is_promised(
    session: Session, asks: Order
) -> None:
    for payment in session.scalars(select(Payment)):
        payment.settled_at = None
    session.flush()
    assert past_refunds(session, NOW) == []
    assert promised(session, NOW) is None


def test_a_refund_about_to_be_late_is_told_of_and_a_task(session: Session, asks: Order) -> None:
    conversation, _ = start(session, language="en", customer_id="mei", verified_by="token")
    promise = promised(session, NOW)
    assert promise
    soon = promise.due_at - 6 * HOUR
    done = step(session, Past(refunds=read(session, NOW)), soon, below=0.9)
    assert (done.raised, len(done.said)) == (1, 1)
    said = messages_after(session, conversation.id)[-1].text
    assert "refund for your order #W7777777 may take longer" in said
    assert [(one.kind, one.order_id, one.told_at) for one in tasks(session)] == [("refund", "W7777777", soon)]
