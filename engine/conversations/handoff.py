"""From the bot to a person: asking for one, and what goes along."""

from datetime import datetime
from typing import Final

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from engine.conversations.handoff_card import build_card
from engine.conversations.messages import append
from engine.conversations.phrases import phrase
from engine.conversations.rows import change_state, locked
from engine.conversations.views import BotButton, HandoffView, Language, language_of
from engine.errors import Conflict, Invalid
from engine.store.ids import new_id
from engine.store.tables import Conversation, Handoff, Outbox
from engine.store.types import utc_now

REASONS: Final = ("asked", "fallbacks", "negative_sentiment", "rule", "bot_down", "staff")
OWN_COMMAND: Final = "attune:talk_to_person"
"""Payload of the button that we offer ourselves: it works while the turn engine does not."""

_ANNOUNCED: Final = {
    "fallbacks": "waiting_unsure",
    "negative_sentiment": "waiting_unhappy",
    "rule": "waiting_decision",
}
_BY_THE_BOT: Final = ("asked", "rule")
"""Reasons for which the bot finds words itself, in the same turn."""


def request_handoff(
    session: Session,
    conversation_id: str,
    reason: str,
    detail: str | None = None,
    *,
    announce: bool | None = None,
    now: datetime | None = None,
) -> HandoffView:
    """Ask for a person: bot -> waiting, with the hand-off card. Asking again gives the open request back.

    Turns that nobody has begun are dropped: a person will read those messages. `announce` tells the customer
    so; by default it does where the bot itself is not just saying it. Raises Invalid for an unknown reason,
    Conflict where the conversation is resolved.
    """
    if reason not in REASONS:
        raise Invalid(f"A reason is one of {', '.join(REASONS)}.")
    moment = now or utc_now()
    row = locked(session, conversation_id)
    if not change_state(session, conversation_id, ("bot",), "waiting", now=moment, holder_id=None):
        return handoff_view(_open_handoff(session, row))
    row.fallbacks = 0
    handoff = Handoff(
        id=new_id(),
        conversation_id=conversation_id,
        reason=reason,
        detail=detail,
        card=build_card(session, row, reason),
        requested_at=moment,
    )
    session.add(handoff)
    drop_turns(session, conversation_id, moment)
    if announce if announce is not None else reason not in _BY_THE_BOT:
        key = _ANNOUNCED.get(reason, "waiting")
        append(session, row, "system", phrase(key, language_of(row.language)), now=moment)
    session.flush()
    return handoff_view(handoff)


def complete_card(session: Session, row: Conversation) -> None:
    """Add to the open card the turn in which a person was asked for, once it is stored.

    The slots stay as they were: the turn that hands over clears them.
    """
    handoff = open_handoff(session, row.id)
    if handoff is not None:
        handoff.card = {**build_card(session, row, handoff.reason), "slots": handoff.card["slots"]}


def drop_turns(session: Session, conversation_id: str, now: datetime, *, begun: bool = False) -> None:
    """Give up the turns still owed; one that is being worked on only where `begun`."""
    owed = update(Outbox).where(Outbox.conversation_id == conversation_id, Outbox.state == "pending")
    if not begun:
        owed = owed.where(or_(Outbox.leased_until.is_(None), Outbox.leased_until <= now))
    session.execute(owed.values(state="dropped"), execution_options={"synchronize_session": False})


def open_handoff(session: Session, conversation_id: str) -> Handoff | None:
    """The newest hand-off that is not closed."""
    return session.scalar(
        select(Handoff)
        .where(Handoff.conversation_id == conversation_id, Handoff.closed_at.is_(None))
        .order_by(Handoff.requested_at.desc(), Handoff.id.desc())
        .limit(1)
    )


def _open_handoff(session: Session, row: Conversation) -> Handoff:
    handoff = open_handoff(session, row.id)
    if handoff is None:
        raise Conflict("This conversation is closed. A new message opens it again.")
    return handoff


def handoff_view(row: Handoff) -> HandoffView:
    """The row as a value."""
    return HandoffView(row.id, row.conversation_id, row.reason, row.detail, row.card, row.requested_at)


def person_button(language: Language) -> BotButton:
    """The button that asks for a person without the turn engine."""
    return BotButton(phrase("talk_to_person", language), OWN_COMMAND)
