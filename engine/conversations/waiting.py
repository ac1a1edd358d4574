"""In which order those who wait get a person: by time waited, with a head start where much is at stake."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store.tables import Conversation, Handoff


def place(since: datetime, stake: Mapping[str, Any] | None) -> float:
    """What the queue is sorted by, in seconds: the moment of asking, earlier by the head start."""
    return since.timestamp() - 60.0 * float(stake["minutes"] if stake else 0.0)


def waiting_ids(session: Session) -> list[str]:
    """Conversations in the queue, the one whose turn is next first."""
    rows = session.execute(
        select(Handoff.conversation_id, Handoff.requested_at, Handoff.card, Handoff.id)
        .join(Conversation, Conversation.id == Handoff.conversation_id)
        .where(Conversation.state == "waiting", Handoff.closed_at.is_(None))
        .order_by(Handoff.requested_at, Handoff.id)
    )
    # Of several open requests of one conversation the newest counts; ids break ties, as they sort by time.
    newest = {id_: (place(at, card.get("stake")), own) for id_, at, card, own in rows}
    return sorted(newest, key=newest.__getitem__)


def queue_position(session: Session, conversation_id: str) -> int | None:
    """The place in the queue, counted from 1; None where the conversation does not wait."""
    places = {id_: place for place, id_ in enumerate(waiting_ids(session), start=1)}
    return places.get(conversation_id)
