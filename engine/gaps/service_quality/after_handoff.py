"""The question about the service after a person has resolved a matter: the moment for it, in the chat."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from engine.conversations.handoff_rules import sentiment_score
from engine.conversations.proactive import say_in
from engine.conversations.service import get_conversation, last_seq, latest_handoff, messages_after, resolve
from engine.gaps.saved import Expectations
from engine.gaps.service_quality.asking import dimension_to_ask, note_asked
from engine.gaps.service_quality.words import buttons, question
from engine.manner.known import manner_of
from engine.store.types import utc_now

LAST_MESSAGES: Final = 3
"""Of the customer's, whose lowest mood counts."""
LOOKED_AT: Final = 200


def resolve_and_ask(
    session: Session,
    conversation_id: str,
    staff_id: str,
    *,
    pause_days: float,
    learnt: Expectations | None = None,
    now: datetime | None = None,
) -> None:
    """Close the conversation as `resolve` does; where a person had taken it, ask below that about the
    service, if this is a moment for it. Raises as `resolve` does."""
    moment = now or utc_now()
    before = get_conversation(session, conversation_id)
    resolve(session, conversation_id, staff_id, now=moment)
    customer_id = before.customer_id if before.verified_by else None
    handoff = latest_handoff(session, conversation_id)
    upset = handoff is not None and handoff.reason == "negative_sentiment"
    if before.state not in ("human", "snoozed") or customer_id is None or upset:
        return
    mood = _lowest_mood(session, conversation_id)
    dimension = dimension_to_ask(
        session,
        customer_id,
        conversation_id,
        manner=manner_of(session, customer_id, mood, learnt, moment),
        mood=mood,
        busy=False,
        pause_days=pause_days,
        now=moment,
    )
    if dimension is None:
        return
    key = f"handoff:{handoff.id if handoff else conversation_id}:survey"
    note_asked(session, customer_id, dimension, key=key, conversation_id=conversation_id, now=moment)
    say_in(
        session, conversation_id, question(dimension, "expected"), buttons(dimension, "expected"), now=moment
    )


def _lowest_mood(session: Session, conversation_id: str) -> float:
    """Of those that were read; what is said to a person is not."""
    lately = messages_after(session, conversation_id, max(0, last_seq(session, conversation_id) - LOOKED_AT))
    scores = [sentiment_score(one.nlu) for one in lately if one.author == "customer" and one.nlu]
    return min(scores[-LAST_MESSAGES:], default=0.0)
