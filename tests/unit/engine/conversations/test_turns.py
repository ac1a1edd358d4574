"""The turns that the bot owes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.service import (
    BotButton,
    BotMessage,
    ConversationView,
    TurnAnswer,
    authenticate,
    begin_turn,
    claim,
    due_conversations,
    fail_turn,
    finish_turn,
    get_conversation,
    give_up_turn,
    latest_handoff,
    messages_after,
    post_customer_message,
    release_leases,
    request_handoff,
    start,
    tell_down,
    verify_customer,
)
from engine.errors import Conflict, Invalid, NotFound, Unauthenticated
from engine.store.tables import Button, Outbox
from engine.store.types import utc_now
from tests.builders import add_customer


def say(session: Session, conversation: ConversationView, text: str) -> str:
    return post_customer_message(session, conversation.id, f"c-{text}", text=text).message.id


def answer(*texts: str, score: float = 0.0, intent: str = "greet") -> TurnAnswer:
    return TurnAnswer(
        [BotMessage(text) for text in texts],
        {
            "intent": {"name": intent, "confidence": 0.9},
            "sentiment": {"label": "neutral", "score": score},
            "language": "en",
        },
        ["action_x"],
        {"order_id": "W1"},
    )


def test_turns_come_in_order_one_at_a_time(session: Session, conversation: ConversationView) -> None:
    first, second = say(session, conversation, "one"), say(session, conversation, "two")
    turn = begin_turn(session, conversation.id, 30)
    assert turn is not None
    assert (turn.message_id, turn.attempts) == (first, 1)
    assert begin_turn(session, conversation.id, 30) is None
    finish_turn(session, first, answer("hi"))
    following = begin_turn(session, conversation.id, 30)
    assert following is not None
    assert following.message_id == second


def test_posting_begins_the_turn_only_where_none_is_owed(
    session: Session, conversation: ConversationView
) -> None:
    first = post_customer_message(session, conversation.id, "1", text="one", lease_seconds=30)
    assert first.turn is not None
    assert first.turn.message_id == first.message.id
    assert post_customer_message(session, conversation.id, "2", text="two", lease_seconds=30).turn is None
    assert begin_turn(session, conversation.id, 30) is None


def test_a_dead_workers_lease_comes_back(session: Session, conversation: ConversationView) -> None:
    say(session, conversation, "hello")
    begin_turn(session, conversation.id, 10)
    assert due_conversations(session) == []
    later = utc_now() + timedelta(seconds=11)
    assert due_conversations(session, now=later) == [conversation.id]
    again = begin_turn(session, conversation.id, 10, now=later)
    assert again is not None
    assert again.attempts == 2
    release_leases(session)
    assert due_conversations(session) == [conversation.id]


def test_after_a_failure_the_turn_waits_a_little_longer_each_time(
    session: Session, conversation: ConversationView
) -> None:
    message = say(session, conversation, "hello")
    now = utc_now()
    waits = [
        (fail_turn(session, message, "no", attempt, now=now) - now).total_seconds()
        for attempt in (1, 2, 3, 4, 5, 50)
    ]
    assert waits == [0.2, 0.5, 1.0, 2.0, 2.0, 2.0]
    assert begin_turn(session, conversation.id, 10, now=now) is None
    assert begin_turn(session, conversation.id, 10, now=now + timedelta(seconds=2)) is not None


def test_an_answer_is_stored_with_its_buttons_and_once(
    session: Session, conversation: ConversationView
) -> None:
    message = say(session, conversation, "hello")
    card = {"kind": "order", "id": "W1", "title": "#W1", "buttons": [{"title": "Cancel", "payload": "/c"}]}
    offer = TurnAnswer([BotMessage("Which?", [BotButton("Yes", "/affirm")], [card])])
    done = finish_turn(session, message, offer)
    assert done is not None
    assert done.messages == messages_after(session, conversation.id, 1)
    assert done.messages[0].buttons[0].title == "Yes"
    assert done.messages[0].cards[0]["buttons"][0].keys() == {"id", "title"}
    assert sorted(session.scalars(select(Button.payload))) == ["/affirm", "/c"]
    assert finish_turn(session, message, offer) is None
    pressed = post_customer_message(
        session, conversation.id, "press", button_id=done.messages[0].buttons[0].id, lease_seconds=30
    )
    assert pressed.turn is not None
    assert (pressed.turn.text, pressed.turn.command) == ("Yes", "/affirm")


def test_buttons_of_other_conversations_cannot_be_pressed(
    session: Session, conversation: ConversationView
) -> None:
    finish_turn(
        session, say(session, conversation, "x"), TurnAnswer([BotMessage("?", [BotButton("Yes", "/a")])])
    )
    button = session.scalars(select(Button)).one()
    other = start(session)[0]
    with pytest.raises(NotFound):
        post_customer_message(session, other.id, "1", button_id=button.id)
    with pytest.raises(Invalid):
        post_customer_message(session, conversation.id, "2", text="x", button_id=button.id)
    with pytest.raises(Invalid):
        post_customer_message(session, conversation.id, "3")
    for client_id in ("", "x" * 65, "a\nb"):
        with pytest.raises(Invalid):
            post_customer_message(session, conversation.id, client_id, text="x")


def test_when_a_person_took_over_meanwhile_the_reply_is_dropped(
    session: Session, conversation: ConversationView, mira: str
) -> None:
    message = say(session, conversation, "hello")
    begin_turn(session, conversation.id, 30)
    claim(session, conversation.id, mira)
    assert finish_turn(session, message, answer("late")) is None
    assert session.scalars(select(Outbox.state)).all() == ["dropped"]
    assert "late" not in [m.text for m in messages_after(session, conversation.id)]


def test_the_words_of_the_turn_that_asked_for_a_person_are_kept(
    session: Session, conversation: ConversationView
) -> None:
    message = say(session, conversation, "a person please")
    behind = say(session, conversation, "hurry")
    begin_turn(session, conversation.id, 30)
    request_handoff(session, conversation.id, "asked")
    done = finish_turn(session, message, answer("I will fetch somebody."))
    assert done is not None
    assert ([m.text for m in done.messages], done.state) == (["I will fetch somebody."], "waiting")
    assert session.get_one(Outbox, behind, populate_existing=True).state == "dropped"
    assert begin_turn(session, conversation.id, 30) is None


def test_while_a_person_has_it_no_turn_is_owed(
    session: Session, conversation: ConversationView, mira: str
) -> None:
    claim(session, conversation.id, mira)
    say(session, conversation, "hello")
    assert session.scalars(select(Outbox)).all() == []


def test_the_hand_off_card_tells_what_happened(session: Session, conversation: ConversationView) -> None:
    for number, (intent, score) in enumerate(
        [("track_order", 0.1), ("track_order", -0.3), ("complaint", -0.7)]
    ):
        finish_turn(
            session, say(session, conversation, f"m{number}"), answer("ok", score=score, intent=intent)
        )
    request_handoff(session, conversation.id, "asked", "wants the manager")
    handoff = latest_handoff(session, conversation.id)
    assert handoff is not None
    assert handoff.detail == "wants the manager"
    assert handoff.card["intents"] == ["track_order", "complaint"]
    assert [s["score"] for s in handoff.card["sentiments"]] == [0.1, -0.3, -0.7]
    assert [t["action"] for t in handoff.card["tried"]] == ["action_x"] * 3
    assert handoff.card["slots"] == {"order_id": "W1"}


@pytest.mark.parametrize(
    ("scores", "state"),
    [((-0.5, -0.5), "waiting"), ((-0.5, -0.4), "bot"), ((-0.9,), "bot"), ((-0.9, 0.0, -0.9), "bot")],
)
def test_two_unhappy_turns_in_a_row_bring_a_person(
    session: Session, conversation: ConversationView, scores: tuple[float, ...], state: str
) -> None:
    for number, score in enumerate(scores):
        finish_turn(session, say(session, conversation, f"m{number}"), answer("ok", score=score))
    assert get_conversation(session, conversation.id).state == state


@pytest.mark.parametrize(
    ("understood", "state"),
    [
        ((False, False), "waiting"),
        ((False, True, False), "bot"),
        ((False,), "bot"),
    ],
)
def test_two_messages_in_a_row_that_are_not_understood_bring_a_person(
    session: Session, conversation: ConversationView, understood: tuple[bool, ...], state: str
) -> None:
    lost = None
    for number, clear in enumerate(understood):
        message = say(session, conversation, f"m{number}")
        lost = lost if clear else message
        finish_turn(session, message, replace(answer("ok"), slots={"not_understood": lost}))
    assert get_conversation(session, conversation.id).state == state


def test_what_a_form_understands_is_no_fallback_though_it_is_no_known_intent(
    session: Session, conversation: ConversationView
) -> None:
    for text in ("blue", "the second one"):
        finish_turn(session, say(session, conversation, text), answer("ok", intent="nlu_fallback"))
    assert get_conversation(session, conversation.id).state == "bot"


def test_rasas_own_fallback_counts(session: Session, conversation: ConversationView) -> None:
    for text in ("one", "two"):
        given = replace(answer("Pardon?"), actions=["action_default_fallback"])
        finish_turn(session, say(session, conversation, text), given)
    assert get_conversation(session, conversation.id).state == "waiting"


def test_the_customer_is_told_of_an_outage_once(session: Session, conversation: ConversationView) -> None:
    first = say(session, conversation, "one")
    told = tell_down(session, first)
    assert told is not None
    assert [button.title for button in told[0].buttons] == ["Talk to a person"]
    assert tell_down(session, first) == []
    second = say(session, conversation, "two")
    assert tell_down(session, second) == []
    for message in (first, second):
        finish_turn(session, message, answer("back"))
    assert tell_down(session, first) is None
    assert tell_down(session, say(session, conversation, "three"))


def test_the_button_of_an_outage_needs_no_turn(session: Session, conversation: ConversationView) -> None:
    told = tell_down(session, say(session, conversation, "hello"))
    assert told
    pressed = post_customer_message(session, conversation.id, "p", button_id=told[0].buttons[0].id)
    assert (pressed.turn, pressed.before, pressed.after) == (None, "bot", "waiting")
    handoff = latest_handoff(session, conversation.id)
    assert handoff is not None
    assert handoff.reason == "asked"
    assert session.scalars(select(Outbox.state)).all() == ["dropped"]


def test_a_turn_given_up_ends_with_the_way_to_a_person(
    session: Session, conversation: ConversationView
) -> None:
    message = say(session, conversation, "poison")
    done = give_up_turn(session, message, "422")
    assert done is not None
    assert done.messages[0].buttons
    assert give_up_turn(session, message, "422") is None
    assert finish_turn(session, message, answer("late")) is None


def test_the_visitors_secret(session: Session) -> None:
    mine, token = start(session)
    other = start(session)[0]
    assert authenticate(session, mine.id, token).id == mine.id
    for id_, secret in ((other.id, token), (mine.id, "x"), ("nobody", token), (mine.id, "\ud800")):
        with pytest.raises(Unauthenticated):
            authenticate(session, id_, secret)


def test_a_conversation_belongs_to_one_customer(session: Session) -> None:
    add_customer(session, "mei")
    add_customer(session, "noah", first_name="Noah", last_name="Brown")
    conversation = start(session)[0]
    assert verify_customer(session, conversation.id, "mei", "email_order").customer_id == "mei"
    assert verify_customer(session, conversation.id, "mei", "token").verified_by == "email_order"
    with pytest.raises(Conflict):
        verify_customer(session, conversation.id, "noah", "token")
    with pytest.raises(NotFound):
        start(session, customer_id="ghost", verified_by="token")
