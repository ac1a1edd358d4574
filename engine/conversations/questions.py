"""What customers asked in a window of time, and which of it was left unresolved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.asked import NOT_ASKED
from engine.conversations.understood import Understood, before_handoffs, understood
from engine.events.ratings import low_ratings
from engine.store.tables import Message

Why = Literal["fallback", "no_article", "handoff", "low_rating"]
WHYS: Final[tuple[Why, ...]] = ("fallback", "no_article", "handoff", "low_rating")

FALLBACK: Final = "nlu_fallback"
NO_QUESTIONS: Final = (NOT_ASKED - {FALLBACK}) | {
    "ask_capabilities",
    "bot_challenge",
    "human_handoff",
    "out_of_scope",
    "praise",
    "rate_service",
    "restart",
}
"""Intents that no article could answer: manners, answers, steering, and what a shop does not answer."""
_CHUNK = 500


@dataclass(frozen=True)
class Question:
    """One question. `topic`: its intent, FALLBACK where none was found; an agent's correction counts. `why`:
    what says that it was not resolved, none where nothing does.
    """

    message: Understood
    topic: str
    why: tuple[Why, ...]

    @property
    def unresolved(self) -> bool:
        return bool(self.why)


def questions_between(session: Session, since: datetime, until: datetime) -> list[Question]:
    """Questions that customers wrote in [since, until), oldest first; buttons and forms' answers apart.

    Unresolved is what was not understood, had no article, was followed by a hand-off, or was the last
    question before a low rating of the conversation.
    """
    handed = set(before_handoffs(session, since))
    rated: dict[str, list[datetime]] = {}
    for conversation, at in low_ratings(session, since, until):
        rated.setdefault(conversation, []).append(at)
    asked = [one for one in _written(session, since, until) if _topic(one) not in NO_QUESTIONS]
    disliked = _last_before(asked, rated)
    return [
        Question(one, _topic(one), tuple(_why(one, one.id in handed, one.id in disliked))) for one in asked
    ]


def questions_of(session: Session, ids: Sequence[str]) -> list[Understood]:
    """These messages, oldest first, those that are gone left out."""
    found: list[Understood] = []
    for start in range(0, len(ids), _CHUNK):
        found += understood(session, ids[start : start + _CHUNK])
    return sorted(found, key=lambda one: (one.created_at, one.id))


def _written(session: Session, since: datetime, until: datetime) -> Iterator[Understood]:
    rows = session.execute(
        select(Message.id, Message.conversation_id, Message.command, Message.nlu)
        .where(Message.author == "customer", Message.created_at >= since, Message.created_at < until)
        .order_by(Message.created_at, Message.id)
    ).all()
    form: dict[str, Any] = {}
    wanted: list[str] = []
    for id_, conversation, command, nlu in rows:
        lost = _slots(nlu).get("not_understood") == id_
        if command is None and (lost or not form.get(conversation)):
            wanted.append(id_)
        form[conversation] = (nlu or {}).get("active_loop")
    for start in range(0, len(wanted), _CHUNK):
        yield from understood(session, wanted[start : start + _CHUNK])


def _topic(one: Understood) -> str:
    corrected = (one.corrected or {}).get("intent")
    found = cast("Mapping[str, Any]", one.nlu.get("intent") or {}).get("name")
    return str(corrected or found or FALLBACK)


def _why(one: Understood, handed: bool, disliked: bool) -> Iterator[Why]:
    slots = _slots(one.nlu)
    name = cast("Mapping[str, Any]", one.nlu.get("intent") or {}).get("name")
    if name == FALLBACK or slots.get("not_understood") == one.id:
        yield "fallback"
    offer: Any = slots.get("offer") or {}
    if offer.get("no_article") and offer.get("at") == one.id:
        yield "no_article"
    if handed:
        yield "handoff"
    if disliked:
        yield "low_rating"


def _last_before(asked: Sequence[Understood], rated: Mapping[str, Sequence[datetime]]) -> set[str]:
    """For each low rating the question before it."""
    found: set[str] = set()
    for conversation, moments in rated.items():
        own = [one for one in asked if one.conversation_id == conversation]
        for moment in moments:
            before = [one.id for one in own if one.created_at <= moment]
            found.update(before[-1:])
    return found


def _slots(nlu: Mapping[str, Any] | None) -> Mapping[str, Any]:
    return (nlu or {}).get("slots") or {}
