"""Who waits for a person, and was passed on without words of the bot's own, hears by when one answers."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from engine.conversations.proactive import say_waiting
from engine.conversations.service import MessageView
from engine.promises.kinds.callback import told
from engine.promises.kinds.kind import Past
from engine.promises.making import Asked, promise_callback
from engine.store.tables import Conversation, Handoff, Promise

FRESH: Final = timedelta(minutes=10)
"""Later it would come as an afterthought."""


def promise_waiting(session: Session, past: Past, now: datetime) -> list[MessageView]:
    """Promise an answer to those passed on within the last minutes who heard of none, and say so where they
    wait; nothing where the record of this hour is not enough evidence. Returns what was said.
    """
    query = (
        select(Handoff.id, Handoff.conversation_id, Conversation.customer_id, Conversation.verified_by)
        .join(Conversation, Conversation.id == Handoff.conversation_id)
        .where(
            Conversation.state == "waiting",
            Handoff.closed_at.is_(None),
            Handoff.reason != "staff",
            Handoff.requested_at.between(now - FRESH, now),
            ~exists().where(Promise.handoff_id == Handoff.id),
        )
        .order_by(Handoff.requested_at, Handoff.id)
        # Of two processes at the same work each takes rows that the other does not hold.
        .with_for_update(of=Handoff, skip_locked=True)
    )
    said: list[MessageView] = []
    for handoff_id, conversation_id, customer_id, proved in session.execute(query).all():
        asked = Asked(customer_id if proved else None, conversation_id, f"handoff:{handoff_id}")
        with session.begin_nested() as attempt:
            made = promise_callback(session, past.callbacks, handoff_id, asked, now=now)
            message = say_waiting(session, conversation_id, told(session, made.due_at), now) if made else None
            if message is None:
                attempt.rollback()  # answered meanwhile: what nobody heard is no promise
            else:
                said.append(message)
    return said
