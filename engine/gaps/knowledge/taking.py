"""What a person does about a gap: its messages into the inbox, an article begun and published."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.service import questions_of
from engine.errors import Conflict, NotFound
from engine.gaps.knowledge.asked import shown_text
from engine.gaps.knowledge.wordings import different
from engine.knowledge import drafts
from engine.knowledge.drafts import ArticleText
from engine.nlu.deeds import record
from engine.nlu.inbox.batch import Batch, take_gap
from engine.store.tables import ArticleDraft, KnowledgeGap
from engine.store.types import utc_now
from engine.text.language import Language

WORDINGS = 5
"""Ways of asking of each language that a draft begins with."""


def to_inbox(session: Session, gap_id: str, staff_id: str) -> Batch:
    """Bring its unanswered messages into the inbox, to be labelled together. Raises NotFound."""
    row = find(session, gap_id)
    batch = take_gap(session, row.unresolved)
    row.batched_at = utc_now()
    if row.state == "open":
        row.state = "taken"
    session.flush()
    record(session, staff_id, "gap.inbox", row.id, {"messages": len(row.unresolved), "texts": batch.texts})
    return batch


def to_article(session: Session, gap_id: str, staff_id: str) -> ArticleDraft:
    """Begin the article that closes it: the one published for it before, or the near one, or a new one. Its
    title and text are what customers ask, with stand-ins for personal data. Raises NotFound; Conflict where
    one is being written already, or all of its messages are gone.
    """
    row = find(session, gap_id)
    if draft_of(session, gap_id, open_only=True) is not None:
        raise Conflict("An article for this gap is being written already. Load the page again.")
    messages = {one.id: one for one in questions_of(session, row.unresolved)}
    asked: dict[Language, list[str]] = {}
    for id_ in row.unresolved:
        if (one := messages.get(id_)) is not None:
            asked.setdefault(one.language, []).append(shown_text(one))
    if not asked:
        raise Conflict("The messages of this gap are gone. Rebuild the list.")
    typical = {name: different(own, WORDINGS) for name, own in asked.items()}
    text = ArticleText(
        title={name: min(own, key=len)[: drafts.TITLE] for name, own in typical.items()},
        questions={str(name): own for name, own in typical.items()},
        body={name: "\n\n".join(own) for name, own in typical.items()},
    )
    near = row.closing["id"] if row.closing.get("kind") == "article" else None
    if (published := draft_of(session, gap_id)) is not None:
        near = published.article_id
    draft = drafts.begin(session, text, staff_id, gap_id=row.id, article_id=near)
    if row.state == "open":
        row.state = "taken"
    session.flush()
    return draft


def publish(session: Session, draft_id: str, staff_id: str, now: datetime | None = None) -> ArticleDraft:
    """Publish it; its gap counts as closed from now on. Raises as `drafts.publish`."""
    at = now or utc_now()
    draft = drafts.publish(session, draft_id, staff_id, at)
    row = session.get(KnowledgeGap, draft.gap_id) if draft.gap_id else None
    if row is not None and row.closed_at is None:
        row.state, row.closed_at, row.closed_by = "closed", at, "article"
        session.flush()
    return draft


def drop(session: Session, draft_id: str, staff_id: str) -> None:
    """Throw the draft away; a gap about which nothing else was done is open again.

    Raises as `drafts.remove`.
    """
    gap_id = drafts.find(session, draft_id).gap_id
    drafts.remove(session, draft_id, staff_id)
    row = session.get(KnowledgeGap, gap_id) if gap_id else None
    if row is not None and row.state == "taken" and row.batched_at is None:
        row.state = "open"
        session.flush()


def draft_of(session: Session, gap_id: str, *, open_only: bool = False) -> ArticleDraft | None:
    """The newest draft of the gap."""
    query = select(ArticleDraft).where(ArticleDraft.gap_id == gap_id)
    if open_only:
        query = query.where(ArticleDraft.published_at.is_(None))
    return session.scalars(query.order_by(ArticleDraft.changed_at.desc(), ArticleDraft.id)).first()


def find(session: Session, gap_id: str) -> KnowledgeGap:
    """The row. Raises NotFound."""
    row = session.get(KnowledgeGap, gap_id)
    if row is None:
        raise NotFound("There is no such gap any more. Load the page again.")
    return row
