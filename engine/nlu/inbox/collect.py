"""Bringing messages into the inbox: each once a reason, however often this runs."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.service import (
    Understood,
    before_handoffs,
    corrected_since,
    form_before,
    owed_since,
    understood,
    understood_since,
)
from engine.nlu.dataset.wording import normalised
from engine.nlu.inbox.reasons import Reason, doubt_of, guesses_of
from engine.store import new_id
from engine.store.tables import InboxItem, InboxSource, Watermark
from engine.store.types import utc_now
from engine.text.stand_ins import Disguised, disguise

NAME = "inbox"
OVERLAP = timedelta(hours=1)
"""What is read again each time: a hand-off comes some time after the message that it follows upon."""
BATCH = 2000
LONGEST = 500
"""Longer messages are letters, not examples."""
_ENTITIES = ("email", "phone", "order_id", "postcode")
"""Stand-ins that are entities of the domain under the same name."""


def collect(session: Session, *, now: datetime | None = None, batch: int = BATCH) -> bool:
    """Read on from where the last call ended, at most `batch` messages. False where there may be more."""
    moment = now or utc_now()
    # On PostgreSQL two collectors take turns; on SQLite a writer is alone anyway.
    mark = session.get(Watermark, NAME, with_for_update=True)
    since = None if mark is None else mark.at
    messages = understood_since(session, since, batch)
    for message in messages:
        doubt = doubt_of(message, partial(form_before, session, message))
        if doubt:
            take(session, message, doubt)
    for message in understood(session, before_handoffs(session, since)):
        take(session, message, "handoff")
    for message in understood(session, corrected_since(session, since)):
        take(session, message, "corrected")
    full = len(messages) == batch
    # A message that still waits for its turn is understood later: the next reading begins before it.
    settled = min(owed_since(session) or moment, moment) - OVERLAP
    reached = messages[-1].created_at if full else settled
    if mark is None:
        session.add(Watermark(name=NAME, at=reached))
    else:
        mark.at = reached
    session.flush()
    return not full


def take(session: Session, message: Understood, reason: Reason) -> None:
    """Note the message under its item; a second time only what an agent says of it may be new."""
    if len(message.text) > LONGEST:
        return
    known = session.get(InboxSource, (message.id, reason))
    if known is not None and reason != "corrected":
        return
    item = session.get_one(InboxItem, known.item_id) if known else _item(session, message)
    item.first_at, item.last_at = (
        min(item.first_at, message.created_at),
        max(item.last_at, message.created_at),
    )
    if known is None:
        source = InboxSource(message_id=message.id, reason=reason, item_id=item.id, at=message.created_at)
        session.add(source)
    if message.corrected:
        item.corrected = {**(item.corrected or {}), **_given(message.corrected)}
    session.flush()


def _item(session: Session, message: Understood) -> InboxItem:
    """The item of this text, made where it is new."""
    disguised = disguise(" ".join(message.text.split()), message.language, message.known)
    key = hashlib.sha256(f"{message.language}\0{normalised(disguised.text)}".encode()).hexdigest()
    item = session.scalar(select(InboxItem).where(InboxItem.key == key))
    if item is None:
        item = InboxItem(
            id=new_id(),
            key=key,
            language=message.language,
            text=disguised.text,
            state="open",
            entities=_entities(message, disguised),
            first_at=message.created_at,
            last_at=message.created_at,
        )
        session.add(item)
    item.guesses = guesses_of(message.nlu)
    sentiment: Mapping[str, Any] = message.nlu.get("sentiment") or {}
    item.sentiment = sentiment.get("label")
    return item


def _entities(message: Understood, disguised: Disguised) -> list[dict[str, Any]]:
    """What the model found, at its new place, and the stand-ins that are entities; none overlapping."""
    spans = [(one.start, one.end, one.kind) for one in disguised.stand_ins if one.kind in _ENTITIES]
    if " ".join(message.text.split()) == message.text:
        for found in cast("list[Mapping[str, Any]]", message.nlu.get("entities") or []):
            start, end, name = found.get("start"), found.get("end"), found.get("entity")
            place = disguised.moved(start, end) if start is not None and end is not None else None
            if name and place and all(end <= place[0] or place[1] <= start for start, end, _ in spans):
                spans.append((*place, str(name)))
    return [
        {"start": start, "end": end, "entity": name}
        for start, end, name in sorted(spans)
        if start < end <= len(disguised.text)
    ]


def _given(correction: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in correction.items() if value}
