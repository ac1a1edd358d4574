"""When a person answers is promised by the shop's own record of hand-offs, and followed."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from engine.conversations.desk import claim, resolve
from engine.conversations.posting import post_staff_message
from engine.conversations.service import latest_handoff, messages_after, request_handoff, start
from engine.promises.kinds.callback import read
from engine.promises.making import Asked, PromiseView, promise_callback
from engine.promises.meet import step
from engine.promises.service import Past, settle
from engine.promises.tasks import tasks
from engine.store import new_id
from engine.store.tables import Handoff, Message, Promise, Staff
from tests.builders import add_shop

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
MONDAY = datetime(2026, 11, 23, 10, 15, tzinfo=UTC)
NIGHT = MONDAY.replace(hour=22)


@pytest.fixture
def mira(session: Session) -> str:
    session.add(Staff(id="mira", email="m@example.com", name="Mira", role="agent", password_hash="-",
                      created_at=MONDAY))  # fmt: skip
    session.flush()
    return "mira"


@pytest.fixture
def record(session: Session, mira: str) -> None:
    """Eight weeks in which people who asked at ten on a working day had an answer within 2 to 41 minutes; at
    night nobody asked."""
    add_shop(session)
    days = [MONDAY - n * DAY for n in range(14, 70)]
    for n, day in enumerate(one for one in days if one.weekday() < 5):
        conversation, _ = start(session, language="en")
        session.add(Handoff(id=new_id(), conversation_id=conversation.id, reason="asked", card={},
                            requested_at=day))  # fmt: skip
        session.add(Message(id=new_id(), conversation_id=conversation.id, seq=1, author="staff", text="Hello",
                            content={}, created_at=day + (2 + n) * MINUTE))  # fmt: skip
    session.flush()


def passed_on(session: Session, at: datetime, language: str = "en") -> str:
    conversation, _ = start(session, language=language)
    request_handoff(session, conversation.id, "asked", announce=False, now=at)
    return conversation.id


def promised(session: Session, conversation: str, at: datetime, message: str = "m1") -> PromiseView | None:
    handoff = latest_handoff(session, conversation)
    assert handoff
    asked = Asked(None, conversation, message)
    return promise_callback(session, read(session, at), handoff.id, asked, now=at)


def test_nine_of_ten_at_this_hour_say_when_and_it_is_said_again_unchanged(
    session: Session, record: None
) -> None:
    conversation = passed_on(session, MONDAY)
    first = promised(session, conversation, MONDAY)
    assert first and first.evidence == 40
    assert MONDAY + 37 * MINUTE <= first.due_at <= MONDAY + 43 * MINUTE
    assert promised(session, conversation, MONDAY + 9 * MINUTE, "m2") == first


def test_who_was_passed_on_by_a_rule_is_promised_an_answer_within_the_minute_once(
    session: Session, record: None
) -> None:
    conversation, _ = start(session, language="zh")
    request_handoff(session, conversation.id, "fallbacks", announce=True, now=MONDAY)
    past = Past(callbacks=read(session, MONDAY))
    done = step(session, past, MONDAY + MINUTE, below=0.5)
    assert ["十位中有九位在" in one.text for one in done.said] == [True]
    assert messages_after(session, conversation.id)[-1].id == done.said[0].id
    assert step(session, past, MONDAY + 2 * MINUTE, below=0.5).said == []
    night, _ = start(session, language="en")
    request_handoff(session, night.id, "fallbacks", announce=True, now=NIGHT)
    assert step(session, past, NIGHT + MINUTE, below=0.5).said == [], "no record of that hour"


def test_at_an_hour_without_a_record_nothing_is_promised(session: Session, record: None) -> None:
    assert promised(session, passed_on(session, NIGHT), NIGHT) is None
    sunday = MONDAY - DAY
    assert promised(session, passed_on(session, sunday), sunday) is None


def test_a_persons_message_keeps_it_and_closing_without_one_voids_it(
    session: Session, record: None, mira: str
) -> None:
    answered, closed, late = (passed_on(session, MONDAY) for _ in range(3))
    made = [promised(session, one, MONDAY, f"m{n}") for n, one in enumerate((answered, closed, late))]
    claim(session, answered, mira, now=MONDAY + MINUTE)
    said = post_staff_message(session, answered, mira, "s1", "Hello, this is Mira.")
    session.get_one(Message, said.id).created_at = MONDAY + 5 * MINUTE
    session.flush()
    resolve(session, closed, mira, now=MONDAY + 6 * MINUTE)
    assert settle(session, MONDAY + 10 * MINUTE) == 2
    assert settle(session, MONDAY + DAY) == 1
    states = [session.get_one(Promise, one.id).state for one in made if one]
    assert states == ["kept", "void", "broken"]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "It may take longer than I told you"), ("zh", "可能会晚于之前告知的时间")]
)
def test_who_will_probably_wait_longer_hears_so_where_they_wait_once(
    session: Session, record: None, language: str, words: str
) -> None:
    conversation = passed_on(session, MONDAY, language)
    promise = promised(session, conversation, MONDAY)
    past = Past(callbacks=read(session, MONDAY))
    assert promise
    early = step(session, past, MONDAY + MINUTE, below=0.97)
    assert early.raised == 0
    done = step(session, past, MONDAY + 10 * MINUTE, below=0.97)
    assert [words in one.text for one in done.said] == [True]
    assert step(session, past, MONDAY + 11 * MINUTE, below=0.97).said == []
    assert words in messages_after(session, conversation)[-1].text
    assert [(one.kind, one.order_id, one.conversation_id) for one in tasks(session)] == [
        ("callback", None, conversation)
    ]
