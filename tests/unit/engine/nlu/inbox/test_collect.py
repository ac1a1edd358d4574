"""Which messages come into the inbox, why, and that each comes once."""

from datetime import timedelta

from sqlalchemy.orm import Session

from engine.conversations.service import correct, post_customer_message, request_handoff, start
from engine.nlu.inbox.collect import collect
from engine.nlu.inbox.items import page
from engine.store.tables import Message
from engine.store.types import utc_now
from tests.builders import add_customer
from tests.unit.engine.nlu.inbox.conftest import CLOSE, FALLBACK, SURE, UNSURE, Say, ranking


def listed(session: Session) -> dict[str, list[str]]:
    """Reasons by text."""
    collect(session)
    return {one.text: list(one.reasons) for one in page(session).items}


def test_each_reason(session: Session, say: Say, ada: str) -> None:
    say("where is it", SURE)
    say("teleport it", FALLBACK)
    say("is it near", UNSURE)
    say("no more of it", CLOSE)
    wrong = say("end it", SURE)
    correct(session, wrong, ada, intent="cancel_order")
    assert listed(session) == {
        "teleport it": ["fallback"],
        "is it near": ["unsure"],
        "no more of it": ["unsure"],
        "end it": ["corrected"],
    }


def test_the_message_before_a_handoff(session: Session, say: Say) -> None:
    id_ = start(session, language="en")[0].id
    say("it hums at night", SURE, conversation=id_)
    say("get me a human", ranking(("human_handoff", 0.99)), conversation=id_)
    request_handoff(session, id_, "asked")
    other = start(session, language="en")[0].id
    say("it rattles", SURE, conversation=other)
    request_handoff(session, other, "negative_sentiment")
    down = start(session, language="en")[0].id
    say("hello there", SURE, conversation=down)
    request_handoff(session, down, "bot_down")
    assert listed(session) == {"it hums at night": ["handoff"], "it rattles": ["handoff"]}


def test_answers_to_a_form_are_not_misunderstood(session: Session, say: Say) -> None:
    id_ = start(session, language="en")[0].id
    say("cancel please", SURE, conversation=id_, loop="cancel_form")
    say("blue", FALLBACK, conversation=id_, loop="cancel_form")
    assert listed(session) == {}


def test_equal_messages_are_one_item_and_people_stay_unknown(session: Session, say: Say) -> None:
    add_customer(session, "mei", first_name="Mei", last_name="Li", email="mei@home.example")
    say("Mei here: teleport W7654321 to mei@home.example!", FALLBACK, customer="mei")
    say("alex here, teleport W1111111 to a.b@c.example", FALLBACK)
    say("teleport it", FALLBACK)
    collect(session)
    found = page(session)
    assert [(one.text, one.seen) for one in found.items] == [
        ("Alex here: teleport W1234567 to name@example.com!", 2),
        ("teleport it", 1),
    ]
    first = found.items[0]
    assert [(first.text[e["start"] : e["end"]], e["entity"]) for e in first.entities] == [
        ("W1234567", "order_id"),
        ("name@example.com", "email"),
    ]
    assert [guess["name"] for guess in first.guesses] == ["cancel_order", "track_order"]
    assert first.sentiment == "negative"


def test_collecting_again_changes_nothing(session: Session, say: Say) -> None:
    say("teleport it", FALLBACK)
    before = listed(session)
    collect(session)
    collect(session, now=utc_now() + timedelta(days=1))
    collect(session, now=utc_now() + timedelta(days=2))
    assert listed(session) == before
    assert page(session).items[0].seen == 1


def test_a_message_that_was_understood_late_is_not_missed(session: Session, say: Say) -> None:
    """While one message waits for its turn the mark stays before it, however long that takes."""
    id_ = start(session, language="en")[0].id
    waiting = post_customer_message(session, id_, "late", text="teleport it").message.id
    collect(session, now=utc_now() + timedelta(hours=5))
    session.get_one(Message, waiting).nlu = FALLBACK
    session.flush()
    assert listed(session) == {"teleport it": ["fallback"]}


def test_many_messages_are_read_in_batches(session: Session, say: Say) -> None:
    for number in range(7):
        say(f"teleport number {'x' * number}", FALLBACK)
    rounds = 1
    while not collect(session, batch=3):
        rounds += 1
        assert rounds < 9
    assert page(session).total == 7


def test_a_letter_is_no_example(session: Session, say: Say) -> None:
    say("so " * 300, FALLBACK)
    assert listed(session) == {}


def test_filters_and_counts(session: Session, say: Say) -> None:
    say("teleport it", FALLBACK)
    say("is it near", UNSURE)
    say("传送过来", FALLBACK, language="zh")
    collect(session)
    assert [one.text for one in page(session, language="zh").items] == ["传送过来"]
    assert [one.text for one in page(session, reason="unsure").items] == ["is it near"]
    assert [one.text for one in page(session, text="TELE").items] == ["teleport it"]
    found = page(session, limit=1, offset=1)
    assert (len(found.items), found.total) == (1, 3)
    assert found.states == {"open": 3, "labelled": 0, "written": 0, "dismissed": 0}
    assert found.reasons == {"corrected": 0, "gap": 0, "handoff": 0, "fallback": 2, "unsure": 1}
