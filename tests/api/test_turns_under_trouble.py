"""What the app does when the turn engine fails, hangs, is away, or answers too late."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select, update

from engine.conversations.service import begin_turn, post_customer_message, start
from engine.store import Database
from engine.store.tables import Conversation, Message, Outbox
from engine.store.types import utc_now
from tests.agent import Agent
from tests.api.conftest import MakeApp, hears
from tests.api.turn_server import Json, Refuse, TurnServer, echo, not_understood, said
from tests.visitor import Visitor


def press(visitor: Visitor, title: str) -> None:
    visitor.send({"type": "button", "button_id": visitor.button(title)})


def bot_texts(visitor: Visitor) -> list[str]:
    return [m["text"] for _, m in sorted(visitor.messages.items()) if m["author"] == "bot"]


def test_a_turn_that_breaks_is_tried_again_and_answered_once(
    visitor: Visitor, turn_server: TurnServer, database: Database
) -> None:
    left = [502, 503, 502]

    def script(request: Json) -> Json:
        if left:
            raise Refuse(left.pop())
        return echo(request)

    turn_server.script = script
    visitor.say("hello", until="echo: hello")
    assert bot_texts(visitor) == ["echo: hello"]
    with database.session(writes=False) as session:
        assert session.scalars(select(Outbox.state)).all() == ["done"]
    assert len({request["message_id"] for request in turn_server.asked}) == 1


def test_a_turn_that_always_breaks_ends_with_an_apology_and_the_way_to_a_person(
    visitor: Visitor, turn_server: TurnServer
) -> None:
    def broken(_: Json) -> Json:
        raise Refuse(502)

    turn_server.script = broken
    visitor.say("hello", until="Talk to a person")
    turn_server.script = echo
    press(visitor, "Talk to a person")
    hears(visitor, "asked a colleague")
    visitor.wait_for(lambda v: v.state["name"] == "waiting")
    assert all(request["text"] == "hello" for request in turn_server.asked)


def test_a_message_that_rasa_never_accepts_does_not_block_the_next(
    visitor: Visitor, turn_server: TurnServer
) -> None:
    def picky(request: Json) -> Json:
        if request["text"] == "poison":
            raise Refuse(422)
        return echo(request)

    turn_server.script = picky
    visitor.send({"type": "message", "text": "poison"})
    visitor.say("hello", until="echo: hello")
    assert len([r for r in turn_server.asked if r["text"] == "poison"]) == 1


def test_with_rasa_away_the_customer_is_told_in_time_and_answered_later(
    make_app: MakeApp, turn_server: TurnServer
) -> None:
    app = make_app(down_after=3.0)
    turn_server.stop()
    with Visitor(app.url) as visitor:
        started = time.monotonic()
        visitor.send({"type": "message", "text": "where is my order"})
        hears(visitor, "cannot be reached")
        assert time.monotonic() - started <= 3.0
        assert visitor.button("Talk to a person")
        visitor.send({"type": "message", "text": "and the other one"})
        turn_server.start()
        visitor.wait_for(lambda v: "echo: and the other one" in bot_texts(v))
        assert bot_texts(visitor)[1:] == ["echo: where is my order", "echo: and the other one"]


def test_with_rasa_hanging_the_customer_is_told_in_time(make_app: MakeApp, turn_server: TurnServer) -> None:
    app = make_app(down_after=3.0, turn_timeout=8.0)
    go_on = threading.Event()

    def hang(request: Json) -> Json:
        go_on.wait(30)
        return echo(request)

    turn_server.script = hang
    with Visitor(app.url) as visitor:
        started = time.monotonic()
        visitor.send({"type": "message", "text": "hello"})
        hears(visitor, "cannot be reached")
        assert time.monotonic() - started <= 3.0
        go_on.set()
        visitor.wait_for(lambda v: "echo: hello" in bot_texts(v))
        assert len(bot_texts(visitor)) == 2


def test_during_an_outage_a_person_can_be_asked_for_and_rasa_stays_out_of_it(
    make_app: MakeApp, turn_server: TurnServer, database: Database
) -> None:
    app = make_app(down_after=0.5)
    turn_server.stop()
    with Visitor(app.url, language="zh") as visitor:
        visitor.send({"type": "message", "text": "我的订单在哪里"})
        hears(visitor, "转人工客服")
        press(visitor, "转人工客服")
        hears(visitor, "已为您转接人工客服")
        visitor.wait_for(lambda v: v.state == {"name": "waiting", "agent": None, "position": 1})
        turn_server.start()
        with database.session(writes=False) as session:
            assert session.scalars(select(Outbox.state)).all() == ["dropped"]
        visitor.send({"type": "message", "text": "还在吗"})
        visitor.wait_for(lambda v: len(v.acknowledged) == 3)
    assert turn_server.asked == []


def test_an_answer_that_comes_after_a_person_took_over_is_dropped(
    visitor: Visitor, turn_server: TurnServer, hire: Callable[[str], Agent], database: Database
) -> None:
    began, go_on = threading.Event(), threading.Event()

    def slow(request: Json) -> Json:
        began.set()
        go_on.wait(30)
        return echo(request)

    turn_server.script = slow
    visitor.send({"type": "message", "text": "hello"})
    assert began.wait(10)
    mira = hire("Mira")
    mira.claim(visitor.id)
    go_on.set()
    visitor.wait_for(lambda v: v.state["name"] == "human")
    mira.reply(visitor.id, "This is Mira.")
    visitor.wait_for(lambda v: any(m["text"] == "This is Mira." for m in v.messages.values()))
    assert bot_texts(visitor) == []
    with database.session(writes=False) as session:
        assert session.scalars(select(Outbox.state)).all() == ["dropped"]
    asked = len(turn_server.asked)
    visitor.send({"type": "message", "text": "thank you"})
    visitor.wait_for(lambda v: len(v.acknowledged) == 2)
    mira.resolve(visitor.id)
    visitor.wait_for(lambda v: v.state["name"] == "resolved")
    assert len(turn_server.asked) == asked
    visitor.say("one more thing", until="echo: one more thing")
    visitor.wait_for(lambda v: v.state["name"] == "bot")


def test_turns_of_an_app_that_died_are_taken_up_by_the_next(
    make_app: MakeApp, turn_server: TurnServer, database: Database
) -> None:
    with database.session() as session:
        conversation, token = start(session, language="en")
        post_customer_message(session, conversation.id, "1", text="hello")
        assert begin_turn(session, conversation.id, 3600) is not None
    make_app()
    wait_until(lambda: len(replies(database, conversation.id)) == 1)
    assert replies(database, conversation.id) == ["echo: hello"]
    assert token


def test_a_lease_that_ran_out_is_taken_up_while_the_app_runs(make_app: MakeApp, database: Database) -> None:
    make_app()
    with database.session() as session:
        conversation, _ = start(session, language="en")
        post_customer_message(session, conversation.id, "1", text="hello")
        session.execute(update(Outbox).values(attempts=1, leased_until=utc_now() - timedelta(seconds=1)))
    wait_until(lambda: replies(database, conversation.id) == ["echo: hello"])


def test_two_messages_not_understood_in_a_row_bring_a_person(
    visitor: Visitor, turn_server: TurnServer, database: Database
) -> None:
    turn_server.script = not_understood
    visitor.say("qwerty", until="Pardon?")
    assert visitor.state["name"] == "bot"
    visitor.say("asdfgh", until="Pardon?")
    hears(visitor, "keep guessing")
    visitor.wait_for(lambda v: v.state["name"] == "waiting")
    with database.session(writes=False) as session:
        assert session.scalars(select(Conversation.state)).all() == ["waiting"]


def test_two_angry_messages_in_a_row_bring_a_person(visitor: Visitor, turn_server: TurnServer) -> None:
    turn_server.script = lambda _: said("I see.", score=-0.8, intent="complaint")
    visitor.say("this is terrible", until="I see.")
    visitor.say("worst shop ever", until="I see.")
    hears(visitor, "frustrating")
    visitor.wait_for(lambda v: v.state["name"] == "waiting")


def test_a_turn_without_words_still_answers(visitor: Visitor, turn_server: TurnServer) -> None:
    turn_server.script = lambda _: said()
    visitor.say("hello", until="Talk to a person")


def replies(database: Database, conversation_id: str) -> list[str]:
    with database.session(writes=False) as session:
        return list(
            session.scalars(
                select(Message.text).where(
                    Message.conversation_id == conversation_id, Message.author == "bot"
                )
            )
        )


def wait_until(holds: Callable[[], bool], within: float = 15) -> None:
    pause = threading.Event()
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, "it never happened"
        pause.wait(0.02)
