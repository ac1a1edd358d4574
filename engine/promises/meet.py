"""A promise that is about to break: the customer hears of it before they ask, and the staff has a task."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.proactive import say_unasked, say_waiting
from engine.conversations.service import MessageView
from engine.promises.service import KINDS, Past, about_to_break, later, settle
from engine.promises.waiting import promise_waiting
from engine.store.tables import Promise
from engine.store.types import LocalizedText


@dataclass
class Step:
    """settled: promises kept, broken or void by now. raised: new tasks. said: messages that went out."""

    settled: int = 0
    raised: int = 0
    said: list[MessageView] = field(default_factory=list[MessageView])


def step(session: Session, past: Past, now: datetime, *, below: float) -> Step:
    """Settle what is settled, promise an answer to who waits without one, raise what is about to break, and
    tell those customers.

    below: the chance under which a promise counts as about to break. A message that cannot go out now (the
    customer is writing, or with a person) is tried again by later steps until the promise is settled; it goes
    out once.
    """
    done = Step(settled=settle(session, now))
    done.said += promise_waiting(session, past, now)
    for promise, _ in about_to_break(session, past, now, below=below):
        promise.at_risk_at = now
        done.raised += 1
    session.flush()
    waiting = session.scalars(
        select(Promise)
        .where(Promise.state == "open", Promise.at_risk_at.is_not(None), Promise.told_at.is_(None))
        .order_by(Promise.due_at)
        # Of two processes at the same work each takes rows that the other does not hold.
        .with_for_update(skip_locked=True)
    ).all()
    for promise in waiting:
        said = _tell(session, past, promise, now)
        if said is not None:
            done.said.append(said)
    session.flush()
    return done


def _tell(session: Session, past: Past, promise: Promise, now: datetime) -> MessageView | None:
    stated = later(session, past, promise, now)
    due = max(stated.due_at, promise.due_at) if stated else None
    said = _say(session, promise, KINDS[promise.kind].warning(session, promise, due), now)
    if said is not None:
        promise.told_at, promise.renewed_due_at = now, due
    return said


def _say(session: Session, promise: Promise, text: LocalizedText, now: datetime) -> MessageView | None:
    """Who waits for a person hears it where they wait; others, in their newest conversation with the bot."""
    if promise.handoff_id is not None:
        waiting = promise.conversation_id
        return say_waiting(session, waiting, text, now) if waiting else None
    return say_unasked(session, promise.customer_id, text, now) if promise.customer_id else None
