"""From a gap to an article or labelled examples, and what that changed."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import Conflict, Invalid
from engine.gaps.knowledge import listed, taking
from engine.gaps.knowledge.rebuild import rebuild_knowledge
from engine.knowledge import drafts
from engine.knowledge.drafts import ArticleText
from engine.knowledge.search import ArticleIndex
from engine.nlu.inbox.items import page
from engine.store import Database
from engine.store.tables import AuditEntry, InboxItem, NluJob, NluModel
from engine.text.language import Language
from engine.text.vectors import Encoder
from tests.unit.engine.gaps.knowledge.conftest import DELIVERY, ENGRAVING, GUARANTEE, UNTIL, ask_in

Readers = dict[Language, Encoder]
LATER = UNTIL + timedelta(days=20)
ANSWER = {"en": "We engrave watches and bottles.", "zh": "手表和水杯可以刻字。"}


def asked(database: Database, unresolved: bool, *, days: float, times: int = 2) -> None:
    """Engraving, `times` over, `days` after the month, among answered questions."""
    at = UNTIL + timedelta(days=days)
    with database.session() as session:
        for repeat in range(times):
            for language, text in ENGRAVING:
                ask_in(session, language, f"{text}{'~' * repeat}", None if unresolved else "engraving", at)


@pytest.fixture
def shop(database: Database, readers: Readers) -> Database:
    """The month of conftest, doubled, with its gaps found."""
    with database.session() as session:
        at = UNTIL - timedelta(days=2)
        for repeat in range(4):
            for language, text in GUARANTEE:
                ask_in(session, language, f"{text}{'?' * repeat}", "warranty", at)
            for language, text in DELIVERY:
                ask_in(session, language, f"{text}{'?' * repeat}", "shipping_cost", at)
    asked(database, True, days=-2)
    rebuild_knowledge(database, readers, now=UNTIL)
    return database


def first(database: Database) -> listed.GapView:
    with database.session(writes=False) as session:
        return listed.gaps(session)[0]


def test_each_number_opens_its_messages_without_personal_data(shop: Database) -> None:
    gap = first(shop)
    assert gap.state == "open"
    assert 0.5 < gap.share.low < gap.share.high <= 1
    with shop.session(writes=False) as session:
        survey = listed.survey(session)
        behind = listed.evidence(session, gap.id, "now")
    assert survey is not None
    assert (survey.share.asked, survey.share.unresolved) == (60, 16)
    assert len(behind) == gap.share.asked
    assert sum(one.unresolved for one in behind) == gap.share.unresolved
    assert not any("ann.lee" in one.text for one in behind)
    assert any("name@example.com" in one.text for one in behind)


def test_a_published_article_closes_the_gap_and_is_measured(shop: Database, readers: Readers) -> None:
    gap = first(shop)
    with shop.session() as session:
        draft = taking.to_article(session, gap.id, "ada")
        assert draft.base is None, "a new article, as none is near"
        assert gap.label.split()[0] in str(draft.questions)
        with pytest.raises(Conflict):
            taking.to_article(session, gap.id, "ada")
        with pytest.raises(Invalid):
            drafts.publish(session, draft.id, "ada")
        index = ArticleIndex.build(session, readers)
        assert len(index) == 0, "nothing is answered from a draft"
        text = ArticleText({"en": "Engraving", "zh": "刻字"}, draft.questions, ANSWER)
        drafts.change(session, draft.id, text, "ada")
        taking.publish(session, draft.id, "ada", UNTIL)
        hit = index.refreshed(session).search("do you engrave", "en")[0]
        assert hit.answer == ANSWER["en"]
        with pytest.raises(Conflict):
            drafts.change(session, draft.id, text, "ada")

    rebuild_knowledge(shop, readers, now=UNTIL + timedelta(days=1))
    effect = first(shop).effect
    assert effect is not None
    assert effect.verdict == "too_few"
    assert effect.since.asked == 0

    asked(shop, False, days=2)
    rebuild_knowledge(shop, readers, now=LATER)
    (closed,) = [one for one in _all(shop) if one.id == gap.id]
    assert (closed.state, closed.closed_by) == ("closed", "article")
    effect = closed.effect
    assert effect is not None
    assert effect.before.unresolved == effect.before.asked >= 12
    assert effect.since.unresolved == 0
    assert effect.since.asked >= 12
    assert effect.verdict == "fewer"
    assert effect.high is not None and effect.high < 0
    with shop.session(writes=False) as session:
        behind = listed.evidence(session, gap.id, "since")
        deeds = session.scalars(select(AuditEntry.action).order_by(AuditEntry.at)).all()
    assert len(behind) == effect.since.asked
    assert deeds == ["article.draft", "article.change", "article.publish"]


def test_what_is_worked_on_is_not_listed_twice_and_a_dropped_draft_opens_it_again(
    shop: Database, readers: Readers
) -> None:
    gap = first(shop)
    with shop.session() as session:
        draft = taking.to_article(session, gap.id, "ada")
    asked(shop, True, days=1)
    rebuild_knowledge(shop, readers, now=UNTIL + timedelta(days=3))
    (only,) = _all(shop)
    assert (only.id, only.state) == (gap.id, "taken")
    assert only.share.asked > gap.share.asked, "the last rebuild's figures"
    with shop.session() as session:
        taking.drop(session, draft.id, "ada")
    assert first(shop).state == "open"


def test_a_batch_is_labelled_together_and_closed_by_the_model_that_learns_it(
    shop: Database, readers: Readers
) -> None:
    gap = first(shop)
    with shop.session() as session:
        batch = taking.to_inbox(session, gap.id, "ada")
        again = taking.to_inbox(session, gap.id, "ada")
        listed_items = page(session, reason="gap")
    assert batch == again
    assert 0 < batch.open == listed_items.total < gap.share.unresolved, "equal texts are one"
    with shop.session() as session:
        for item in session.scalars(select(InboxItem)):
            item.state, item.decided_at = "written", UNTIL
        _model(session, "before", UNTIL - timedelta(hours=1))
        _model(session, "after", UNTIL + timedelta(hours=1))
    rebuild_knowledge(shop, readers, now=LATER)
    (closed,) = _all(shop)
    assert (closed.state, closed.closed_by) == ("closed", "model")
    assert closed.closed_at == UNTIL + timedelta(hours=3)
    assert closed.batch is not None
    assert (closed.batch.written, closed.batch.open) == (batch.texts, 0)


def test_a_draft_does_not_overwrite_what_others_changed(shop: Database) -> None:
    with shop.session() as session:
        new = drafts.begin(session, ArticleText({"en": "Gift wrap"}, answer={"en": "Yes."}), "ada")
        drafts.publish(session, new.id, "ada")
        more = ArticleText({}, {"en": ["wrapped as a present?"]})
        one, two = (drafts.begin(session, more, "ada", article_id=new.article_id) for _ in range(2))
        assert one.answer == {"en": "Yes."}
        drafts.publish(session, one.id, "ada")
        with pytest.raises(Conflict):
            drafts.publish(session, two.id, "ada")


def _all(database: Database) -> list[listed.GapView]:
    with database.session(writes=False) as session:
        return listed.gaps(session)


def _model(session: Session, name: str, begun: datetime) -> None:
    """A model whose training began then, live two hours later."""
    live = begun + timedelta(hours=2)
    session.add(
        NluModel(
            id=name,
            file=name,
            sha256="",
            inputs_hash=name,
            state="retired",
            created_at=live,
            promoted_at=live,
        )
    )
    session.add(
        NluJob(
            id=name,
            state="done",
            model_id=name,
            fresh=True,
            requested_by="system",
            created_at=begun,
            started_at=begun,
            finished_at=live,
        )
    )
