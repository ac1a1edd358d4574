"""Who holds a conversation: every step is a compare-and-set, and no order of steps breaks the rules."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.service import (
    ConversationView,
    claim,
    get_conversation,
    messages_after,
    post_customer_message,
    post_staff_message,
    queue,
    queue_row,
    release,
    request_handoff,
    resolve,
    snooze,
    start,
    state_view,
    wake_snoozed,
)
from engine.errors import Conflict, Invalid
from engine.store import Database
from engine.store.tables import AuditEntry, Conversation, Handoff, Outbox
from engine.store.types import utc_now
from tests.unit.engine.conversations.conftest import add_agent


def state_of(session: Session, conversation: ConversationView) -> str:
    return get_conversation(session, conversation.id).state


def test_the_usual_way(session: Session, conversation: ConversationView, mira: str) -> None:
    handoff = request_handoff(session, conversation.id, "asked")
    assert state_view(session, conversation.id).position == 1
    assert request_handoff(session, conversation.id, "rule").id == handoff.id
    claim(session, conversation.id, mira)
    assert state_view(session, conversation.id).agent == "Mira"
    claim(session, conversation.id, mira)
    resolve(session, conversation.id, mira)
    resolve(session, conversation.id, mira)
    assert state_of(session, conversation) == "resolved"
    closed = session.scalars(select(Handoff)).one()
    assert closed.outcome == "resolved"
    assert closed.claimed_by == mira
    with pytest.raises(Conflict):
        request_handoff(session, conversation.id, "asked")
    post_customer_message(session, conversation.id, "1", text="one more")
    assert state_of(session, conversation) == "bot"
    deeds = session.scalars(select(AuditEntry.action)).all()
    assert deeds == ["conversation.claim", "conversation.resolve"]


def test_what_only_the_holder_may_do(
    session: Session, conversation: ConversationView, mira: str, noah: str
) -> None:
    with pytest.raises(Conflict, match="Nobody has this conversation"):
        release(session, conversation.id, mira)
    claim(session, conversation.id, mira)
    steps: list[Callable[[], object]] = [
        lambda: claim(session, conversation.id, noah),
        lambda: release(session, conversation.id, noah),
        lambda: resolve(session, conversation.id, noah),
        lambda: snooze(session, conversation.id, noah, 5),
    ]
    for step in steps:
        with pytest.raises(Conflict, match="Mira already has this conversation"):
            step()
    with pytest.raises(Conflict, match="Mira has this conversation"):
        post_staff_message(session, conversation.id, noah, "1", "hello")


def test_the_queue_is_first_come_first_served(session: Session, mira: str) -> None:
    now = utc_now()
    ids = [start(session)[0].id for _ in range(3)]
    for minutes, id_ in zip((5, 20, 10), ids, strict=True):
        request_handoff(session, id_, "asked", now=now - timedelta(minutes=minutes))
    assert [state_view(session, id_).position for id_ in ids] == [3, 1, 2]
    assert [row.id for row in queue(session)] == [ids[1], ids[2], ids[0]]
    claim(session, ids[1], mira)
    assert [state_view(session, id_).position for id_ in ids] == [2, None, 1]
    release(session, ids[1], mira)
    assert state_view(session, ids[1]).position == 1


def test_a_snoozed_conversation_wakes_at_its_time(
    session: Session, conversation: ConversationView, mira: str
) -> None:
    claim(session, conversation.id, mira)
    snooze(session, conversation.id, mira, 30)
    assert wake_snoozed(session) == []
    assert wake_snoozed(session, now=utc_now() + timedelta(minutes=31)) == [conversation.id]
    assert state_view(session, conversation.id).agent == "Mira"
    for minutes in (0, -1, 8 * 24 * 60):
        with pytest.raises(Invalid):
            snooze(session, conversation.id, mira, minutes)


def test_the_reason_must_be_one_of_those_known(session: Session, conversation: ConversationView) -> None:
    with pytest.raises(Invalid):
        request_handoff(session, conversation.id, "mood")


def test_the_row_tells_what_the_desk_shows(
    session: Session, conversation: ConversationView, mira: str
) -> None:
    post_customer_message(session, conversation.id, "1", text="hello")
    request_handoff(session, conversation.id, "rule", detail="order above 500")
    row = queue_row(session, conversation.id)
    assert (row.state, row.reason, row.unread, row.last_text) == ("waiting", "rule", 1, "hello")
    assert row.waiting_since is not None
    claim(session, conversation.id, mira)
    row = queue_row(session, conversation.id)
    assert (row.state, row.unread, row.holder) == ("human", 0, (mira, "Mira"))


STEPS = ("ask", "claim0", "claim1", "release0", "release1", "resolve0", "snooze1", "write", "wake")


@given(st.lists(st.sampled_from(STEPS), max_size=14))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_no_order_of_steps_breaks_the_rules(database: Database, steps: list[str]) -> None:
    with database.session() as session:
        agents = [add_agent(session, f"Agent{n}") for n in range(2)]
        conversation = start(session)[0]
        for number, step in enumerate(steps):
            take(session, conversation.id, step, agents, number)
            row = session.get_one(Conversation, conversation.id, populate_existing=True)
            assert (row.holder_id is not None) == (row.state in ("human", "snoozed"))
            assert (row.snoozed_until is not None) == (row.state == "snoozed")
            unclosed = session.scalars(
                select(Handoff).where(Handoff.conversation_id == row.id, Handoff.closed_at.is_(None))
            ).all()
            assert len(unclosed) == (1 if row.state in ("waiting", "human", "snoozed") else 0)
            owed = session.scalars(
                select(Outbox).where(Outbox.conversation_id == row.id, Outbox.state == "pending")
            ).all()
            assert not owed or row.state == "bot"
        seqs = [message.seq for message in messages_after(session, conversation.id)]
        assert seqs == list(range(1, len(seqs) + 1))
        session.rollback()


def take(session: Session, id_: str, step: str, agents: list[str], number: int) -> None:
    try:
        match step:
            case "ask":
                request_handoff(session, id_, "asked")
            case "claim0" | "claim1":
                claim(session, id_, agents[int(step[-1])])
            case "release0" | "release1":
                release(session, id_, agents[int(step[-1])])
            case "resolve0":
                resolve(session, id_, agents[0])
            case "snooze1":
                snooze(session, id_, agents[1], 5)
            case "write":
                post_customer_message(session, id_, str(number), text="hi")
            case _:
                wake_snoozed(session, now=utc_now() + timedelta(hours=1))
    except Conflict:
        return
