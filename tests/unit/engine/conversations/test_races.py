"""Many at once, on a real database."""

from sqlalchemy import select

from engine.conversations.service import (
    BotMessage,
    Finished,
    TurnAnswer,
    begin_turn,
    claim,
    finish_turn,
    messages_after,
    post_customer_message,
    request_handoff,
    start,
)
from engine.errors import Conflict
from engine.store import Database
from engine.store.tables import Outbox
from tests.at_once import at_once
from tests.unit.engine.conversations.conftest import add_agent


def test_of_eight_agents_one_gets_the_conversation(database: Database) -> None:
    with database.session() as session:
        agents = [add_agent(session, f"Agent{n}") for n in range(8)]
        conversation = start(session)[0]
        request_handoff(session, conversation.id, "asked")
    won: list[str] = []
    lost: list[str] = []

    def take(agent: str) -> None:
        try:
            with database.session() as session:
                claim(session, conversation.id, agent)
            won.append(agent)
        except Conflict as conflict:
            lost.append(conflict.message)

    at_once([lambda agent=agent: take(agent) for agent in agents])
    assert len(won) == 1
    name = f"Agent{agents.index(won[0])}"
    assert lost == [f"{name} already has this conversation."] * 7


def test_numbers_have_no_gaps_and_sending_twice_stores_once(database: Database) -> None:
    with database.session() as session:
        conversation = start(session)[0]

    def send(client_id: str) -> None:
        with database.session() as session:
            post_customer_message(session, conversation.id, client_id, text=client_id)

    at_once([lambda n=n: send(f"client-{n % 8}") for n in range(16)])
    with database.session(writes=False) as session:
        messages = messages_after(session, conversation.id)
        owed = session.scalars(select(Outbox.message_id).order_by(Outbox.seq)).all()
    assert [message.seq for message in messages] == list(range(1, 9))
    assert sorted(message.text for message in messages) == [f"client-{n}" for n in range(8)]
    assert owed == [message.id for message in messages]


def test_one_worker_gets_a_turn_and_it_is_answered_once(database: Database) -> None:
    with database.session() as session:
        conversation = start(session)[0]
        message = post_customer_message(session, conversation.id, "1", text="hello").message
    begun: list[str] = []
    finished: list[Finished] = []

    def begin() -> None:
        with database.session() as session:
            turn = begin_turn(session, conversation.id, 30)
        if turn is not None:
            begun.append(turn.message_id)

    def finish() -> None:
        with database.session() as session:
            done = finish_turn(session, message.id, TurnAnswer([BotMessage("hi")]))
        if done is not None:
            finished.append(done)

    at_once([begin] * 6)
    assert begun == [message.id]
    at_once([finish] * 6)
    assert len(finished) == 1
    with database.session(writes=False) as session:
        assert [m.text for m in messages_after(session, conversation.id)] == ["hello", "hi"]
