"""What is worth asking one customer: who may be asked, what, and that nothing is asked twice."""

from pathlib import Path

import pytest
from sqlalchemy import delete, event, func, select, update

from engine.errors import Forbidden, NotFound
from engine.gaps.questions.asked import answer, asked_in, asked_of, note_asked, skip, stop
from engine.gaps.questions.saved import Questions, load, save
from engine.gaps.questions.service import WorthAsking, worth_asking
from engine.gaps.reports.choices import choices_of, store_choices
from engine.gaps.reports.service import reports_of, stop_keeping, tell
from engine.store import Database
from engine.store.tables import AskedQuestion, Category, Customer, Event, Product, Report, Variant
from tests.builders import NOW
from tests.unit.engine.gaps.questions.planted import CATEGORIES, furnish


@pytest.fixture
def learnt(database: Database) -> Questions:
    return furnish(database)


def topics(found: WorthAsking) -> set[str]:
    return {one.attribute for one in found.candidates}


def test_what_parts_the_kinds_is_asked_of_who_has_bought_little(
    database: Database, learnt: Questions
) -> None:
    assert learnt.model.attributes == CATEGORIES
    with database.session(writes=False) as session:
        found = worth_asking(session, learnt, "mei")
    assert found.liked == ("kitchen",)
    assert topics(found) == set(CATEGORIES) - {"kitchen"}
    best = found.best(0.05)
    assert best is not None
    assert best.bits > 0.05
    assert best.gain == max(one.gain for one in found.candidates)
    assert best.text["en"] == f"Are you interested in {best.attribute.title()}?"
    assert found.best(cost=5.0) is None, "what costs more than it tells is not asked"


def test_an_answer_leaves_less_to_ask(database: Database, learnt: Questions) -> None:
    with database.session() as session:
        before = worth_asking(session, learnt, "mei").best(0.0)
        assert before is not None
        answer(session, "mei", before.attribute, likes=False, key="m1:answer", conversation_id=None)
        after = worth_asking(session, learnt, "mei")
    assert before.attribute not in topics(after)
    assert after.said == {before.attribute: False}


def test_nothing_is_asked_twice_and_a_retried_turn_asks_the_same(
    database: Database, learnt: Questions
) -> None:
    with database.session() as session:
        for _ in range(2):
            note_asked(session, "mei", "toys", key="m1:question", conversation_id="talk")
        assert asked_in(session, "talk") == 1
        assert asked_in(session, "talk", but="m1:question") == 0
        assert "toys" not in topics(worth_asking(session, learnt, "mei"))
        assert "toys" in topics(worth_asking(session, learnt, "mei", but="m1:question"))
        skip(session, "mei", "toys")
        row = session.get_one(AskedQuestion, "m1:question")
        assert (row.answer, asked_of(session, "mei")) == ("skip", {"toys"})
        assert reports_of(session, "mei") == []


def test_a_later_answer_wins_and_both_are_kept(database: Database, learnt: Questions) -> None:
    with database.session() as session:
        note_asked(session, "mei", "toys", key="m1:question")
        answer(session, "mei", "toys", likes=True, key="m2:answer", at=NOW)
        answer(session, "mei", "toys", likes=True, key="m2:answer", at=NOW)
        answer(session, "mei", "toys", likes=False, key="m3:answer")
        everything = reports_of(session, "mei", all_states=True)
        assert [(one.wanted, one.state) for one in everything] == [(False, "current"), (True, "replaced")]
        assert everything[0].contradicted
        assert everything[0].confidence < everything[1].confidence
        assert worth_asking(session, learnt, "mei").said == {"toys": False}
        assert session.get_one(AskedQuestion, "m1:question").answer == "no"


def test_who_wants_no_questions_is_asked_nothing(database: Database, learnt: Questions) -> None:
    with database.session() as session:
        stop(session, "mei", "toys")
        assert not choices_of(session, "mei").ask
        assert worth_asking(session, learnt, "mei") == WorthAsking("mei", missing="not_wanted")
        store_choices(session, "mei", ask=True, personalise=False)
        assert worth_asking(session, learnt, "mei").missing == "not_wanted", "an answer would not be used"


def test_an_answer_against_consent_is_not_kept(database: Database, learnt: Questions) -> None:
    with database.session() as session:
        answer(session, "mei", "garden", likes=True, key="m1:answer")
        stop_keeping(session, "mei")
        assert worth_asking(session, learnt, "mei").missing == "not_wanted"
        with pytest.raises(Forbidden, match="does not want"):
            answer(session, "mei", "toys", likes=True, key="m2:answer")
        assert reports_of(session, "mei", all_states=True) == []
        assert session.get(Event, "m2:answer") is None


def test_a_customer_with_no_data_is_asked_nothing_and_told_why(database: Database, learnt: Questions) -> None:
    with database.session(writes=False) as session:
        assert worth_asking(session, learnt, "new").missing == "no_history"
        assert worth_asking(session, None, "mei").missing == "not_learnt"
        with pytest.raises(NotFound, match="nobody"):
            worth_asking(session, learnt, "nobody")


def test_ten_thousand_statements_are_read_as_a_handful_of_rows(database: Database, learnt: Questions) -> None:
    with database.session() as session:
        session.add_all(
            Report(
                id=f"r{n}",
                event_id=f"e{n}",
                customer_id="mei",
                kind="category",
                value=CATEGORIES[n % 2],
                wanted=True,
                source="chat",
                confidence=0.7,
                said_at=NOW,
                state="current",
                changed_at=NOW,
            )
            for n in range(10_000)
        )
    queries: list[object] = []

    def note(*given: object) -> None:
        queries.append(given)

    with database.session(writes=False) as session:
        event.listen(session.get_bind(), "before_cursor_execute", note)
        found = worth_asking(session, learnt, "mei")
        event.remove(session.get_bind(), "before_cursor_execute", note)
    assert len(queries) <= 9, "queries do not grow with what was said"
    assert found.said == {"garden": True, "kitchen": True}
    assert topics(found) == {"office", "toys"}
    with database.session() as session:
        assert len(tell(session, "mei", "category", "toys", False)) == 1
        assert worth_asking(session, learnt, "mei").said == {"garden": True, "kitchen": True, "toys": False}


def test_a_topic_that_is_gone_is_neither_asked_nor_answered(database: Database, learnt: Questions) -> None:
    with database.session() as session:
        answer(session, "mei", "toys", likes=True, key="m1:answer")
        session.execute(update(Event).where(Event.product_id.like("office-%")).values(product_id=None))
        for table in (Variant, Product):
            column = Variant.product_id if table is Variant else Product.id
            session.execute(delete(table).where(column.like("office-%")))
        session.execute(delete(Category).where(Category.id == "office"))
        found = worth_asking(session, learnt, "mei")
        assert "office" not in topics(found)
        with pytest.raises(NotFound, match="no longer"):
            answer(session, "mei", "office", likes=True, key="m2:answer")
        assert [one.value for one in reports_of(session, "mei")] == ["toys"]


def test_questions_go_with_their_customer(database: Database, learnt: Questions) -> None:
    with database.session() as session:
        note_asked(session, "mei", "toys", key="m1:question")
        session.execute(delete(Event).where(Event.customer_id == "mei"))
        session.delete(session.get_one(Customer, "mei"))
        session.flush()
        assert session.scalar(select(func.count()).select_from(AskedQuestion)) == 0


def test_what_was_learnt_is_read_as_it_was_written(tmp_path: Path, learnt: Questions) -> None:
    assert load(tmp_path) is None
    save(learnt, tmp_path / "learnt")
    found = load(tmp_path / "learnt")
    assert found is not None
    assert found.usual == learnt.usual
    assert found.model.posterior({"toys": True}) == pytest.approx(learnt.model.posterior({"toys": True}))
    assert found.model.attributes == learnt.model.attributes
    save(None, tmp_path / "learnt")
    assert load(tmp_path / "learnt") is None
