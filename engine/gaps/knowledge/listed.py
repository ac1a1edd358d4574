"""The stored gaps as they are listed, and the messages behind each number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.service import Understood, questions_of
from engine.gaps.knowledge.asked import shown_text
from engine.gaps.knowledge.effect import Effect, effect_of
from engine.gaps.knowledge.share import Share, share_of
from engine.gaps.knowledge.taking import draft_of, find
from engine.gaps.knowledge.wordings import different
from engine.nlu.inbox.batch import Batch, batch_of
from engine.store.tables import KnowledgeGap, KnowledgeSurvey
from engine.text.language import Language

Part = Literal["now", "before", "since"]
EXAMPLES: Final = 3
"""Typical wordings of each language that are shown of a gap, beside its label."""
_READ: Final = 40
"""Messages of each gap that are read to find so many different ones."""


@dataclass(frozen=True)
class IntentShare:
    """An intent's questions, and how many were left unresolved."""

    intent: str
    share: Share


@dataclass(frozen=True)
class Survey:
    """What the last rebuild looked at. usual: the median share unresolved of the intents."""

    at: datetime
    since: datetime
    until: datetime
    share: Share
    usual: float
    intents: Sequence[IntentShare]


@dataclass(frozen=True)
class DraftView:
    """An article of the gap. published_at: None while it is written."""

    id: str
    article_id: str
    published_at: datetime | None


@dataclass(frozen=True)
class GapView:
    """One gap. label, examples: [(language, text)], with stand-ins for personal data. share: of the window in
    which it was found; of one that is worked on, of the last rebuild's. effect: of a closed one.
    """

    id: str
    state: str
    language: str
    label: str
    words: Mapping[str, Sequence[str]]
    examples: Sequence[tuple[str, str]]
    share: Share
    closes: float
    why: Mapping[str, int]
    closing: Mapping[str, Any]
    batch: Batch | None
    draft: DraftView | None
    closed_at: datetime | None
    closed_by: str | None
    effect: Effect | None


@dataclass(frozen=True)
class Evidence:
    """One message behind a number. intent: as it was read."""

    id: str
    conversation_id: str
    language: str
    text: str
    at: datetime
    intent: str | None
    unresolved: bool


def survey(session: Session) -> Survey | None:
    """The last look, None before the first."""
    row = session.get(KnowledgeSurvey, 1)
    if row is None:
        return None
    intents = [
        IntentShare(one["intent"], share_of(int(one["unresolved"]), int(one["asked"]))) for one in row.intents
    ]
    whole = share_of(row.unresolved, row.asked)
    return Survey(row.at, row.since, row.until, whole, row.usual, intents)


def gaps(session: Session) -> list[GapView]:
    """All: those that are open by what closing them is worth, then those worked on, then closed ones."""
    rows = session.scalars(select(KnowledgeGap).order_by(KnowledgeGap.closes.desc(), KnowledgeGap.id)).all()
    order = {"open": 0, "taken": 1, "closed": 2}
    rows = sorted(rows, key=lambda row: order[row.state])
    wanted = {id_ for row in rows for id_ in (row.label_id, *row.unresolved[:_READ])}
    messages = {one.id: one for one in questions_of(session, sorted(wanted))}
    return [_view(session, row, messages) for row in rows]


def gap(session: Session, gap_id: str) -> GapView:
    """One of them. Raises NotFound."""
    row = find(session, gap_id)
    messages = {one.id: one for one in questions_of(session, [row.label_id, *row.unresolved[:_READ]])}
    return _view(session, row, messages)


def evidence(session: Session, gap_id: str, part: Part) -> list[Evidence]:
    """The messages that a number counts, the unresolved first, each half oldest first. Raises NotFound."""
    unresolved, answered = _ids(find(session, gap_id), part)
    return [*_evidence(session, unresolved, True), *_evidence(session, answered, False)]


def _evidence(session: Session, ids: Sequence[str], unresolved: bool) -> Iterable[Evidence]:
    for one in questions_of(session, ids):
        intent = cast("Mapping[str, Any]", one.nlu.get("intent") or {}).get("name")
        yield Evidence(
            one.id, one.conversation_id, one.language, shown_text(one), one.created_at, intent, unresolved
        )


def _ids(row: KnowledgeGap, part: Part) -> tuple[Sequence[str], Sequence[str]]:
    if part == "now" and (row.state == "open" or row.before is None):
        return row.unresolved, row.answered
    counted = row.after if part == "since" else row.before
    return ([], []) if counted is None else (counted["unresolved"], counted["answered"])


def _share(row: KnowledgeGap, part: Part) -> Share:
    unresolved, answered = _ids(row, part)
    return share_of(len(unresolved), len(unresolved) + len(answered))


def _view(session: Session, row: KnowledgeGap, messages: Mapping[str, Understood]) -> GapView:
    label = messages.get(row.label_id)
    shown: dict[Language, list[str]] = {}
    for id_ in (row.label_id, *row.unresolved[:_READ]):
        if (one := messages.get(id_)) is not None:
            shown.setdefault(one.language, []).append(shown_text(one))
    title = shown_text(label) if label else next((own[0] for own in shown.values()), "")
    examples = [
        (name, text) for name, own in shown.items() for text in different(own, EXAMPLES + 1) if text != title
    ]
    draft = draft_of(session, row.id) if row.state != "open" else None
    return GapView(
        id=row.id,
        state=row.state,
        language=row.language,
        label=title,
        words=row.words,
        examples=examples,
        share=_share(row, "now"),
        closes=row.closes,
        why=row.why,
        closing=row.closing,
        batch=batch_of(session, row.unresolved) if row.batched_at else None,
        draft=DraftView(draft.id, draft.article_id, draft.published_at) if draft else None,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        effect=effect_of(_share(row, "before"), _share(row, "since")) if row.after is not None else None,
    )
