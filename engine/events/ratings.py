"""Ratings that customers gave in a conversation."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store.tables import Event

LOW = 2
"""Stars, of 5, up to which a rating is low."""


def low_ratings(session: Session, since: datetime, until: datetime) -> list[tuple[str, datetime]]:
    """(conversation id, when) of each low rating in [since, until), oldest first."""
    rows = session.execute(
        select(Event.conversation_id, Event.at)
        .where(Event.type == "rating", Event.value <= LOW, Event.conversation_id.is_not(None))
        .where(Event.at >= since, Event.at < until)
        .order_by(Event.at)
    )
    return [(str(conversation), at) for conversation, at in rows if at is not None]
