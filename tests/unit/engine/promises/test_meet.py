"""A promise that is about to break is told of before the customer asks, once, and is a task for the staff."""

from datetime import datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.accounts.staff import create_staff
from engine.conversations.service import messages_after, post_customer_message, request_handoff, start
from engine.errors import Conflict, NotFound
from engine.orders.past import past_passages
from engine.promises.meet import Step, step
from engine.promises.record import Record
from engine.promises.service import Past, promise_delivery
from engine.promises.tasks import look_into, tasks
from engine.store.tables import AuditEntry, Order, Promise
from tests.builders import NOW
from tests.unit.engine.promises.shop import HOUR, furnish, under_way

QUICK = [48.0 + n / 10 for n in range(380)]
LATE = [150.0 + n for n in range(45)]
SOON = NOW + 85 * HOUR
"""Most of such orders have come by then, and the promised moment has not passed."""


def promised(session: Session, *, language: str = "en", verified: str | None = "token") -> str:
    """Mei's conversation, in which her order was promised; returns its id."""
    furnish(session, [*QUICK, *LATE])
    under_way(session, NOW).shipped_at = NOW + 12 * HOUR
    view, _ = start(session, language=language, customer_id="mei", verified_by=verified)
    record = Record(past_passages(session, NOW))
    assert promise_delivery(
        session, record, "W7777777", "mei", conversation_id=view.id, message_id="m1", now=NOW
    )
    return view.id


def take(session: Session, now: datetime) -> Step:
    return step(session, Past(Record(past_passages(session, now))), now, below=0.5)


def said(session: Session, conversation_id: str) -> list[str]:
    return [one.text for one in messages_after(session, conversation_id)]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "may come later than I told you"), ("zh", "可能会晚于之前告知的时间")]
)
def test_the_customer_hears_of_it_once_in_their_language_with_a_new_moment(
    session: Session, language: str, words: str
) -> None:
    conversation = promised(session, language=language)
    assert take(session, NOW + HOUR) == Step()
    first = take(session, SOON)
    assert (first.raised, len(first.said)) == (1, 1)
    assert [words in text and "#W7777777" in text for text in said(session, conversation)] == [True]
    assert take(session, SOON + HOUR / 2).said == []
    stored = session.scalars(select(Promise)).one()
    assert stored.renewed_due_at and stored.renewed_due_at > stored.due_at > SOON
    again = promise_delivery(
        session, Record([]), "W7777777", "mei", conversation_id=None, message_id="m2", now=SOON + HOUR
    )
    assert again and again.due_at == stored.renewed_due_at, "whoever asks then hears the new moment"


def test_whoever_is_with_a_person_is_told_by_that_person(session: Session) -> None:
    conversation = promised(session)
    request_handoff(session, conversation, "asked", announce=False)
    done = take(session, SOON)
    assert (done.raised, done.said) == (1, [])
    assert [(one.order_id, one.customer, one.told_at) for one in tasks(session)] == [
        ("W7777777", "Mei Li", None)
    ]


def test_nobody_is_interrupted_and_the_message_goes_out_afterwards(session: Session) -> None:
    conversation = promised(session)
    post_customer_message(session, conversation, "c1", text="one moment", now=SOON - HOUR / 20)
    assert take(session, SOON).said == []
    assert len(take(session, SOON + HOUR / 2).said) == 1


def test_a_conversation_without_proof_of_the_customer_gets_no_message(session: Session) -> None:
    conversation = promised(session, verified=None)
    assert take(session, SOON).said == []
    assert said(session, conversation) == []
    assert len(tasks(session)) == 1


def test_an_order_that_came_in_time_is_no_task(session: Session) -> None:
    promised(session)
    take(session, SOON)
    order = session.get_one(Order, "W7777777")
    order.status, order.delivered_at = "delivered", SOON + HOUR / 4
    session.flush()
    assert take(session, SOON + HOUR).settled == 1
    assert tasks(session) == []


def test_a_task_is_closed_once_by_name(session: Session) -> None:
    promised(session)
    take(session, SOON)
    ada, ben = (
        create_staff(session, f"{name}@example.com", name, "agent", "correct horse battery").id
        for name in ("Ada", "Ben")
    )
    [task] = tasks(session)
    look_into(session, task.id, ada, SOON)
    look_into(session, task.id, ada, SOON)
    assert tasks(session) == []
    with pytest.raises(Conflict, match="Ada"):
        look_into(session, task.id, ben, SOON)
    with pytest.raises(NotFound):
        look_into(session, "no such promise", ben, SOON)
    count = select(func.count()).where(AuditEntry.action == "promise.looked_into")
    assert session.scalar(count) == 1
