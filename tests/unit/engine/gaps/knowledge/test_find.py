"""Topics that customers ask about in vain."""

from sqlalchemy.orm import Session

from engine.gaps.knowledge.find import knowledge_gaps
from engine.knowledge.search import ArticleIndex
from engine.text.language import Language
from engine.text.vectors import Encoder
from tests.unit.engine.gaps.knowledge.conftest import DELIVERY, PAYMENT, SINCE, UNTIL, Ask

Readers = dict[Language, Encoder]


def test_what_nobody_answers_comes_first_with_its_evidence(
    session: Session, readers: Readers, articles: ArticleIndex, month: list[str]
) -> None:
    found = knowledge_gaps(session, readers, articles, SINCE, UNTIL)
    assert found.share.asked == 44 + 2 + len(month)
    assert found.share.unresolved == 2 + len(month)
    engraving = [gap for gap in found.gaps if set(gap.unresolved) <= set(month)]
    assert engraving == list(found.gaps), "answered topics with one failure each are no gaps"
    assert sum(len(gap.unresolved) for gap in engraving) >= len(month) - 2
    first = found.gaps[0]
    assert first.closing.kind == "new_article"
    assert first.why == {"fallback": first.share.unresolved}
    assert 0 < first.closes < first.share.unresolved
    assert "engrav" in first.label or "刻" in first.label


def test_no_personal_data_is_shown(
    session: Session, readers: Readers, articles: ArticleIndex, month: list[str]
) -> None:
    found = knowledge_gaps(session, readers, articles, SINCE, UNTIL)
    shown = " ".join(text for gap in found.gaps for text in (gap.label, *gap.examples))
    assert "ann.lee" not in shown


def test_shares_are_told_by_intent(
    session: Session, readers: Readers, articles: ArticleIndex, month: list[str]
) -> None:
    found = knowledge_gaps(session, readers, articles, SINCE, UNTIL)
    shares = {one.intent: (one.share.asked, one.share.unresolved) for one in found.intents}
    assert shares == {"warranty": (24, 0), "shipping_cost": (20, 0)}


def test_a_near_article_is_what_closes(
    session: Session, readers: Readers, articles: ArticleIndex, ask: Ask
) -> None:
    for repeat in range(4):
        for language, text in (*DELIVERY, *PAYMENT):
            ask(
                language,
                f"{text}{'?' * repeat}",
                "shipping_cost" if (language, text) in DELIVERY else "payment",
            )
    for text in ("how long is the guarantee", "guarantee, how long", "how long guarantee", "guarantee time"):
        ask("en", text, None)
    found = knowledge_gaps(session, readers, articles, SINCE, UNTIL)
    assert found.gaps[0].closing.kind == "article"
    assert found.gaps[0].closing.id == "warranty"


def test_without_questions_there_is_nothing_to_tell(
    session: Session, readers: Readers, articles: ArticleIndex
) -> None:
    found = knowledge_gaps(session, readers, articles, SINCE, UNTIL)
    assert found.gaps == []
    assert (found.share.asked, found.share.share) == (0, None)
