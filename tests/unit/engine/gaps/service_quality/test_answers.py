"""Answers about the service: asked rarely, kept, removed; what texts and imports say stays apart."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine.conversations.desk import claim
from engine.conversations.handoff import request_handoff
from engine.conversations.messages import append as append_message
from engine.conversations.service import messages_after, start
from engine.errors import Forbidden, Invalid, NotFound
from engine.events.log import append
from engine.gaps.about_you.service import choose
from engine.gaps.questions.asked import note_asked as note_question
from engine.gaps.reports.choices import choices_of, store_choices
from engine.gaps.service_quality.after_handoff import resolve_and_ask
from engine.gaps.service_quality.asking import dimension_to_ask, end, note_asked, take
from engine.gaps.service_quality.dimensions import DIMENSIONS, Dimension
from engine.gaps.service_quality.from_text import collect_texts, dimension_of
from engine.gaps.service_quality.imported import collect_imports
from engine.gaps.service_quality.own import answers_of, remove_answer
from engine.manner.decide import Manner
from engine.store.tables import Conversation, CustomerProfile, Event, Message, ServiceAnswer, Staff
from engine.store.types import utc_now
from tests.builders import add_customer, add_shop

DAY = timedelta(days=1)


@pytest.fixture
def talk(session: Session) -> str:
    add_shop(session)
    add_customer(session, "mei")
    return start(session, customer_id="mei", verified_by="token")[0].id


def wanted(session: Session, talk: str, **details: object) -> Dimension | None:
    usual: dict[str, object] = {"manner": Manner("plain"), "mood": 0.0, "busy": False, "pause_days": 30.0}
    return dimension_to_ask(session, "mei", talk, **{**usual, **details})  # pyright: ignore[reportArgumentType]


def in_segment(customer: str, label: int) -> CustomerProfile:
    return CustomerProfile(customer_id=customer, events=0, tally={}, segment=label, updated_at=utc_now())


def answer(session: Session, customer: str, dimension: Dimension, gap: int, n: int = 0) -> None:
    session.add(
        ServiceAnswer(
            id=f"{customer}-{dimension}-{n}", customer_id=customer, dimension=dimension, expected=4,
            experienced=4 + gap, source="chat", confidence=0.9, asked_at=utc_now() - 90 * DAY,
            answered_at=utc_now() - 90 * DAY, state="answered",
        )
    )  # fmt: skip
    session.flush()


def say(session: Session, talk: str, text: str, intent: str, *, mood: float = 0.0, sure: float = 0.8) -> None:
    said = append_message(session, session.get_one(Conversation, talk), "customer", text)
    nlu = {"intent": {"name": intent, "confidence": sure}, "sentiment": {"score": mood}}
    session.execute(update(Message).where(Message.id == said.id).values(nlu=nlu))
    session.flush()


def test_two_taps_are_an_answer_and_a_later_tap_wins(session: Session, talk: str) -> None:
    note_asked(session, "mei", "empathy", key="t1:survey", conversation_id=talk)
    with pytest.raises(NotFound):
        take(session, "mei", talk, "empathy", half="experienced", level="3")
    with pytest.raises(Invalid):
        take(session, "mei", talk, "empathy", half="expected", level="6")
    assert take(session, "mei", talk, "empathy", half="expected", level="5")
    assert not take(session, "mei", talk, "empathy", half="experienced", level="3")
    assert not take(session, "mei", talk, "empathy", half="experienced", level="4")
    (kept,) = answers_of(session, "mei")
    assert (kept.expected, kept.experienced, kept.source) == (5, 4, "chat")


def test_a_conversation_carries_one_question_and_the_next_waits_for_the_pause(
    session: Session, talk: str
) -> None:
    assert wanted(session, talk) in DIMENSIONS
    note_asked(session, "mei", "empathy", key="t1:survey", conversation_id=talk, now=utc_now() - 10 * DAY)
    assert wanted(session, talk, but="t1:survey") is not None, "the turn that asked may be tried again"
    other = start(session, customer_id="mei", verified_by="token")[0].id
    assert wanted(session, other) is None
    assert wanted(session, other, pause_days=10.0) is not None
    assert wanted(session, talk, pause_days=10.0) is None, "asked in this conversation"
    note_question(session, "mei", "lighting", key="q", conversation_id=other)
    assert wanted(session, other, pause_days=10.0) is None, "the question worth asking took this one"


def test_skipped_is_never_asked_again_and_stopped_means_nothing_is(session: Session, talk: str) -> None:
    for dimension in DIMENSIONS[:-1]:
        note_asked(session, "mei", dimension, key=dimension, conversation_id=talk, now=utc_now() - 90 * DAY)
        end(session, "mei", talk, dimension, "skipped")
    fresh = start(session, customer_id="mei", verified_by="token")[0].id
    assert wanted(session, fresh) == DIMENSIONS[-1]
    end(session, "mei", talk, DIMENSIONS[-1], "stopped")
    assert wanted(session, fresh) is None and not choices_of(session, "mei").ask


def test_of_the_segment_what_is_known_worst_is_asked(session: Session, talk: str) -> None:
    for n in range(8):
        customer = f"other-{n}"
        add_customer(session, customer)
        session.add(
            CustomerProfile(customer_id=customer, events=0, tally={}, segment=1, updated_at=utc_now())
        )
        for dimension in DIMENSIONS:
            spread = n % 4 if dimension == "assurance" else n % 2
            answer(session, customer, dimension, -spread)
    session.add(in_segment("mei", 1))
    session.flush()
    assert wanted(session, talk) == "assurance"
    mine = session.get_one(CustomerProfile, "mei")
    mine.segment = 2
    session.flush()
    assert wanted(session, talk) == "reliability", "nobody of that segment has answered anything"


def test_removed_answers_are_gone_and_nothing_is_kept_against_the_choice(session: Session, talk: str) -> None:
    note_asked(session, "mei", "empathy", key="t1:survey", conversation_id=talk)
    take(session, "mei", talk, "empathy", half="expected", level="5")
    (kept,) = answers_of(session, "mei")
    with pytest.raises(NotFound):
        remove_answer(session, "somebody", kept.id)
    remove_answer(session, "mei", kept.id)
    assert answers_of(session, "mei") == []
    with pytest.raises(NotFound):
        take(session, "mei", talk, "empathy", half="experienced", level="1")
    note_asked(session, "mei", "assurance", key="t2:survey", conversation_id=talk)
    take(session, "mei", talk, "assurance", half="expected", level="5")
    choose(session, "mei", keep=False)
    assert answers_of(session, "mei") == [] and wanted(session, talk) is None
    note_asked(session, "mei", "tangibles", key="t3:survey", conversation_id=talk)
    with pytest.raises(Forbidden):
        take(session, "mei", talk, "tangibles", half="expected", level="5")


@pytest.mark.parametrize(
    ("intent", "text", "dimension"),
    [
        ("delivery_problem", "where is it", "reliability"),
        ("damaged_item", "the lamp is broken", "tangibles"),
        ("payment_problem", "charged twice", "assurance"),
        ("complaint", "your colleague was rude about my late parcel", "empathy"),
        ("complaint", "nobody answers my mails", "responsiveness"),
        ("complaint", "you told me wrong, it does not fit", "assurance"),
        ("complaint", "客服态度很差", "empathy"),
        ("complaint", "等了三天没人回复", "responsiveness"),
        ("praise", "great quality, thank you", "tangibles"),
        ("praise", "送货很准时", "reliability"),
        ("complaint", "I want to complain", None),
        ("recommend", "something friendly", None),
    ],
)
def test_what_a_text_is_about(intent: str, text: str, dimension: Dimension | None) -> None:
    assert dimension_of(intent, text) == dimension


def test_texts_are_experience_only_once_a_conversation_and_stay_removed(session: Session, talk: str) -> None:
    say(session, talk, "my parcel is late", "delivery_problem", mood=-0.8, sure=0.9)
    say(session, talk, "still late", "delivery_problem")
    say(session, talk, "lovely, great quality", "praise", mood=0.9)
    assert collect_texts(session) == 2 and collect_texts(session) == 0
    rows = {one.dimension: one for one in session.scalars(select(ServiceAnswer))}
    late, fine = rows["reliability"], rows["tangibles"]
    assert (late.expected, late.experienced, late.source, late.confidence) == (None, 1, "text", 0.45)
    assert fine.experienced == 5
    remove_answer(session, "mei", late.id)
    assert collect_texts(session) == 0 and len(answers_of(session, "mei")) == 1
    store_choices(session, "mei", keep=False)
    other = start(session, customer_id="mei", verified_by="token")[0].id
    say(session, other, "my parcel is late", "delivery_problem")
    assert collect_texts(session) == 0


def test_imported_answers_are_taken_once_and_removed_from_the_log_too(session: Session, talk: str) -> None:
    whole = {"about": "service_quality", "dimension": "empathy", "expected": 5, "experienced": 2}
    append(session, "report", "mei", data=whole, event_id="e1")
    append(session, "report", "mei", data={**whole, "experienced": 9}, event_id="e2")
    append(session, "report", "mei", data={**whole, "dimension": "price"}, event_id="e3")
    append(session, "report", "mei", data={"kind": "brand", "value": "north"}, event_id="e4")
    assert collect_imports(session) == 1 and collect_imports(session) == 0
    (kept,) = answers_of(session, "mei")
    assert (kept.expected, kept.experienced, kept.source) == (5, 2, "import")
    remove_answer(session, "mei", kept.id)
    assert session.get_one(Event, "e1").data == {"removed": True} and collect_imports(session) == 0


@pytest.fixture
def held(session: Session, talk: str) -> str:
    session.add(
        Staff(
            id="mira", email="mira@example.com", name="Mira", password_hash="none", role="agent",
            created_at=utc_now(),
        )
    )  # fmt: skip
    session.flush()
    request_handoff(session, talk, "asked")
    return talk


def test_after_a_resolved_handoff_the_question_stands_below_it(session: Session, held: str) -> None:
    claim(session, held, "mira")
    resolve_and_ask(session, held, "mira", pause_days=30.0)
    last = messages_after(session, held)[-1]
    assert last.author == "bot" and "two taps" in last.text
    assert [button.title for button in last.buttons] == ["1", "2", "3", "4", "5", "Skip", "Stop asking"]
    (row,) = session.scalars(select(ServiceAnswer))
    assert (row.state, row.conversation_id) == ("asked", held)


@pytest.mark.parametrize("against", ["untaken", "complained", "angry", "off"])
def test_not_where_nobody_helped_nor_after_trouble_or_anger(
    session: Session, held: str, against: str
) -> None:
    if against == "complained":
        say(session, held, "this is broken", "damaged_item")
    if against == "angry":
        say(session, held, "this is awful", "track_order", mood=-0.9)
    if against != "untaken":
        claim(session, held, "mira")
    resolve_and_ask(session, held, "mira", pause_days=0.0 if against == "off" else 30.0)
    assert messages_after(session, held)[-1].author == "system"
    assert session.scalars(select(ServiceAnswer)).all() == []
