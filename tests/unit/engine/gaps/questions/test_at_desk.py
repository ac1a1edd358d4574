"""The question worth asking at the desk: shown to staff, asked by who has the conversation."""

import pytest

from engine.conversations.service import claim, messages_after, start
from engine.errors import Conflict
from engine.gaps.questions.asked import asked_of
from engine.gaps.questions.at_desk import Heard, ask_at_desk, desk_question, note_answer
from engine.gaps.questions.saved import Questions
from engine.gaps.reports.service import reports_of
from engine.store import Database
from engine.store.tables import Staff
from tests.builders import NOW
from tests.unit.engine.gaps.questions.planted import furnish


@pytest.fixture
def learnt(database: Database) -> Questions:
    found = furnish(database)
    with database.session() as session:
        for name in ("mira", "noah"):
            session.add(
                Staff(id=name, email=f"{name}@example.com", name=name, role="agent", password_hash="-",
                      created_at=NOW)
            )  # fmt: skip
    return found


def test_who_has_the_conversation_asks_with_one_click_and_it_counts_as_asked(
    database: Database, learnt: Questions
) -> None:
    with database.session() as session:
        talk, _ = start(session, language="zh", customer_id="mei", verified_by="token")
        shown = desk_question(session, learnt, talk.id, "mira", cost=0.05)
        assert shown and not shown.askable
        with pytest.raises(Conflict):
            ask_at_desk(session, learnt, talk.id, "mira", shown.attribute, cost=0.05)
        claim(session, talk.id, "mira")
        mine, other = (desk_question(session, learnt, talk.id, who, cost=0.05) for who in ("mira", "noah"))
        assert mine and mine.askable and other and not other.askable
        with pytest.raises(Conflict, match="not the one"):
            ask_at_desk(session, learnt, talk.id, "mira", "no such thing", cost=0.05)
        said = ask_at_desk(session, learnt, talk.id, "mira", shown.attribute, cost=0.05)
        assert (said.author, said.text) == ("staff", shown.text["zh"])
        assert messages_after(session, talk.id)[-1].id == said.id
        assert asked_of(session, "mei") == {shown.attribute}
        waiting = desk_question(session, learnt, talk.id, "mira", cost=0.05)
        assert waiting and waiting.asked and waiting.text == shown.text
        with pytest.raises(Conflict):
            ask_at_desk(session, learnt, talk.id, "mira", shown.attribute, cost=0.05)


@pytest.mark.parametrize(("heard", "kept"), [("yes", [True]), ("no", [False]), ("skip", [])])
def test_who_asked_writes_down_what_they_heard_once(
    database: Database, learnt: Questions, heard: Heard, kept: list[bool]
) -> None:
    with database.session() as session:
        talk, _ = start(session, language="en", customer_id="mei", verified_by="token")
        with pytest.raises(Conflict, match="not yours"):
            note_answer(session, talk.id, "mira", heard)
        claim(session, talk.id, "mira")
        with pytest.raises(Conflict, match="No answer"):
            note_answer(session, talk.id, "mira", heard)
        shown = desk_question(session, learnt, talk.id, "mira", cost=0.05)
        assert shown
        ask_at_desk(session, learnt, talk.id, "mira", shown.attribute, cost=0.05)
        note_answer(session, talk.id, "mira", heard)
        said = [one for one in reports_of(session, "mei") if one.value == shown.attribute]
        assert [one.wanted for one in said] == kept
        assert desk_question(session, learnt, talk.id, "mira", cost=0.05) is None, "one a conversation"
        with pytest.raises(Conflict, match="No answer"):
            note_answer(session, talk.id, "mira", heard)


def test_a_stranger_is_asked_nothing(database: Database, learnt: Questions) -> None:
    with database.session() as session:
        unproved, _ = start(session, language="en", customer_id="mei")
        stranger, _ = start(session, language="en")
        for talk in (unproved, stranger):
            assert desk_question(session, learnt, talk.id, "mira", cost=0.05) is None
