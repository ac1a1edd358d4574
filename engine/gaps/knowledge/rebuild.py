"""Knowledge gaps looked for anew and stored; those that somebody works on are followed instead."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from engine.conversations.service import Question, questions_between
from engine.gaps.knowledge.asked import Asked, made_ready
from engine.gaps.knowledge.find import Gap, KnowledgeGaps, gaps_in
from engine.gaps.knowledge.places import SentenceEncoder
from engine.gaps.knowledge.topics import members_of
from engine.knowledge.search import ArticleIndex
from engine.nlu.inbox.batch import taught_at
from engine.store import Database, new_id
from engine.store.tables import KnowledgeGap, KnowledgeSurvey
from engine.store.types import utc_now
from engine.text.language import Language

DAYS = 30
FOLLOWED = 90
"""Days for which a closed gap is followed; then its figures stand."""


@dataclass(frozen=True)
class Kept:
    """A gap that somebody works on or closed. found_since: where the window began in which it was found."""

    id: str
    unresolved: Sequence[str]
    found_since: datetime
    closed_at: datetime | None


@dataclass(frozen=True)
class Followed:
    """messages: all of the topic. before, after: as in KnowledgeGap."""

    messages: frozenset[str]
    before: Mapping[str, Any]
    after: Mapping[str, Any] | None


def rebuild_knowledge(
    database: Database,
    encoders: Mapping[Language, SentenceEncoder],
    *,
    days: int = DAYS,
    now: datetime | None = None,
) -> KnowledgeGaps:
    """Look at the last `days`, and store what is found in place of what was found before.

    A topic that somebody works on is not listed a second time: what is more than half made of its questions
    is left out.
    """
    until = now or utc_now()
    since = until - timedelta(days=days)
    with database.session() as session:
        _note_taught(session)
    with database.session(writes=False) as session:
        kept = _kept(session, until)
        begin = min(
            [since, *(_window(one, until, days)[0] for one in kept), *(one.found_since for one in kept)]
        )
        questions = questions_between(session, begin, until)
        articles = ArticleIndex.build(session, encoders)
    recent = [one for one in questions if one.message.created_at >= since]
    found = gaps_in(recent, encoders, articles, since, until)
    followed = _follow(kept, questions, encoders, until, days) if kept else {}
    new = [gap for gap in found.gaps if not any(_same(gap, one) for one in followed.values())]
    with database.session() as session:
        _store(session, found, new, followed, until)
    return found


def _note_taught(session: Session) -> None:
    """A batch is closed by the first model that learnt from all of it."""
    rows = select(KnowledgeGap).where(KnowledgeGap.state == "taken", KnowledgeGap.batched_at.is_not(None))
    for row in session.scalars(rows):
        at = taught_at(session, row.unresolved)
        if at is not None:
            row.state, row.closed_at, row.closed_by = "closed", at, "model"


def _kept(session: Session, until: datetime) -> list[Kept]:
    rows = session.scalars(select(KnowledgeGap).where(KnowledgeGap.state != "open").order_by(KnowledgeGap.id))
    oldest = until - timedelta(days=FOLLOWED)
    return [
        Kept(row.id, row.unresolved, row.since, row.closed_at)
        for row in rows
        if row.closed_at is None or row.closed_at >= oldest
    ]


def _window(one: Kept, until: datetime, days: int) -> tuple[datetime, datetime]:
    """What counts as before: the `days` until it was closed, or until now."""
    end = one.closed_at or until
    return end - timedelta(days=days), end


def _follow(
    kept: Sequence[Kept],
    questions: Sequence[Question],
    encoders: Mapping[Language, SentenceEncoder],
    until: datetime,
    days: int,
) -> dict[str, Followed]:
    asked = made_ready(questions, encoders)
    row_of = {one.message.id: row for row, one in enumerate(asked.questions)}
    found: dict[str, Followed] = {}
    for one in kept:
        rows = members_of(asked, [row_of[id_] for id_ in one.unresolved if id_ in row_of])
        since, end = _window(one, until, days)
        found[one.id] = Followed(
            messages=frozenset(asked.questions[row].message.id for row in rows),
            before=_counted(asked, rows, since, end),
            after=_counted(asked, rows, end, until) if one.closed_at else None,
        )
    return found


def _counted(asked: Asked, rows: Sequence[int], since: datetime, until: datetime) -> dict[str, Any]:
    own = [asked.questions[row] for row in rows]
    within = [one for one in own if since <= one.message.created_at < until]
    return {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "unresolved": [one.message.id for one in within if one.unresolved],
        "answered": [one.message.id for one in within if not one.unresolved],
    }


def _same(gap: Gap, followed: Followed) -> bool:
    return 2 * sum(id_ in followed.messages for id_ in gap.unresolved) > len(gap.unresolved)


def _store(
    session: Session,
    found: KnowledgeGaps,
    new: Sequence[Gap],
    followed: Mapping[str, Followed],
    at: datetime,
) -> None:
    session.execute(delete(KnowledgeGap).where(KnowledgeGap.state == "open"))
    session.add_all(_row(gap, found, at) for gap in new)
    for id_, one in followed.items():
        row = session.get(KnowledgeGap, id_)
        if row is not None:
            row.before = dict(one.before)
            row.after = None if one.after is None else dict(one.after)
    session.merge(
        KnowledgeSurvey(
            id=1,
            at=at,
            since=found.since,
            until=found.until,
            asked=found.share.asked,
            unresolved=found.share.unresolved,
            usual=found.usual,
            intents=[
                {"intent": one.intent, "asked": one.share.asked, "unresolved": one.share.unresolved}
                for one in found.intents
            ],
        )
    )


def _row(gap: Gap, found: KnowledgeGaps, at: datetime) -> KnowledgeGap:
    return KnowledgeGap(
        id=new_id(),
        state="open",
        found_at=at,
        since=found.since,
        until=found.until,
        language=gap.language,
        label_id=gap.label_id,
        words={language: list(own) for language, own in gap.words.items()},
        unresolved=list(gap.unresolved),
        answered=list(gap.answered),
        why=dict(gap.why),
        closes=gap.closes,
        closing=asdict(gap.closing),
    )
