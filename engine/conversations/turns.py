"""The end of a turn: its answer stored once, or its failure told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from engine.conversations.handoff import complete_card, person_button, request_handoff
from engine.conversations.handoff_evidence import Heard, handoff_verdict
from engine.conversations.handoff_rules import HandoffRules, Verdict
from engine.conversations.messages import append, messages_after, view
from engine.conversations.outbox import close_turn
from engine.conversations.phrases import phrase
from engine.conversations.rows import locked, table_of
from engine.conversations.views import MessageView, StateName, TurnAnswer, language_of, state_of
from engine.store.tables import Conversation, Message
from engine.store.types import utc_now

_PERSON: Final = "human_handoff"
"""In the payload of a button by which the bot offers a person."""
_DEFAULT_FALLBACK: Final = "action_default_fallback"
_NOT_UNDERSTOOD: Final = "not_understood"
"""Slot with the id of the message that the bot last said it did not understand."""

# Made once, see messages.py.
_messages = table_of(Message)
_ASKED = select(_messages.c.conversation_id, _messages.c.command, _messages.c.text, _messages.c.seq).where(
    _messages.c.id == bindparam("id")
)
_UNDERSTOOD = (
    update(_messages).where(_messages.c.id == bindparam("message_id")).values(nlu=bindparam("understood"))
)


@dataclass(frozen=True)
class Finished:
    """What the end of a turn stored: all new messages in order, and the state that resulted."""

    messages: Sequence[MessageView]
    state: StateName


def finish_turn(
    session: Session,
    message_id: str,
    answer: TurnAnswer,
    *,
    rules: HandoffRules = HandoffRules(),  # noqa: B008 - frozen
    now: datetime | None = None,
) -> Finished | None:
    """Store the answer to a message: replies, buttons, what was understood, the turn done; all or nothing.

    Then the hand-off `rules` are asked: they bring or offer a person in the same transaction. None, with
    nothing stored, where this turn was finished before: an answer is never given twice. Where a person took
    over meanwhile the replies are dropped and only what was understood is kept.
    """
    moment = now or utc_now()
    asked = session.execute(_ASKED, {"id": message_id}).one()
    row = locked(session, asked.conversation_id)
    # A hand-off that the turn itself asked for leaves the conversation waiting; its words still count.
    dropped = row.state not in ("bot", "waiting")
    if not close_turn(session, message_id, "dropped" if dropped else "done"):
        return None
    first = row.next_seq
    understood = _understood(answer)
    session.execute(_UNDERSTOOD, {"message_id": message_id, "understood": understood})
    if dropped:
        return Finished((), state_of(row.state))
    if answer.nlu.get("language") in ("en", "zh") and asked.command is None:
        row.language = answer.nlu["language"]
    lost = _is_fallback(answer, message_id)
    row.fallbacks = row.fallbacks + 1 if lost else 0
    verdict = None
    if row.state == "bot":
        heard = Heard(message_id, asked.text if asked.command is None else "", asked.seq, understood)
        verdict = handoff_verdict(session, row, heard, rules)
    # "Did you mean ...?" has no place before "a colleague takes over" where the words called for one.
    silent = lost and verdict is not None and verdict.reason != "fallbacks" and verdict.deed == "hand_over"
    said = [] if silent else _store_replies(session, row, message_id, answer, moment)
    if row.state == "waiting":
        complete_card(session, row)
    session.flush()
    if verdict is None:
        return Finished([view(one) for one in said], state_of(row.state))
    _follow(session, row, verdict, message_id, answer, moment)
    return Finished(messages_after(session, row.id, first - 1), state_of(row.state))


def _follow(  # noqa: PLR0917 - all of one turn
    session: Session,
    row: Conversation,
    verdict: Verdict,
    message_id: str,
    answer: TurnAnswer,
    now: datetime,
) -> None:
    """Bring a person, or offer one unless the answer does so already."""
    if verdict.deed == "hand_over":
        request_handoff(session, row.id, verdict.reason, verdict.detail, announce=True, now=now)
    elif not any(_PERSON in button.payload for reply in answer.messages for button in reply.buttons):
        language = language_of(row.language)
        append(
            session,
            row,
            "bot",
            phrase("offer_unhappy", language),
            buttons=[person_button(language)],
            reply_to=message_id,
            now=now,
        )
        session.flush()


def _store_replies(
    session: Session, row: Conversation, message_id: str, answer: TurnAnswer, now: datetime
) -> list[Message]:
    replies = [
        append(
            session,
            row,
            "bot",
            reply.text,
            buttons=reply.buttons,
            cards=reply.cards,
            reply_to=message_id,
            now=now,
        )
        for reply in answer.messages
        if reply.text.strip() or reply.cards or reply.buttons
    ]
    if not replies and row.state == "bot":
        # A turn without words leaves the customer waiting for nothing; that is never right.
        return [_apologise(session, row, message_id, now)]
    return replies


def _apologise(session: Session, row: Conversation, message_id: str, now: datetime) -> Message:
    language = language_of(row.language)
    return append(
        session,
        row,
        "bot",
        phrase("failed", language),
        buttons=[person_button(language)],
        reply_to=message_id,
        now=now,
    )


def give_up_turn(
    session: Session,
    message_id: str,
    error: str,
    *,
    rules: HandoffRules = HandoffRules(),  # noqa: B008 - frozen
    now: datetime | None = None,
) -> Finished | None:
    """End a turn that fails again and again: the customer gets an apology and the way to a person.

    None where the turn was finished before.
    """
    moment = now or utc_now()
    message = session.get_one(Message, message_id)
    row = locked(session, message.conversation_id)
    if not close_turn(session, message_id, "done" if row.state == "bot" else "dropped", error[:500]):
        return None
    if row.state != "bot":
        return Finished((), state_of(row.state))
    first = row.next_seq
    _apologise(session, row, message_id, moment)
    row.fallbacks += 1
    session.flush()
    if row.fallbacks >= rules.fallbacks:
        request_handoff(session, row.id, "fallbacks", now=moment)
    return Finished(messages_after(session, row.id, first - 1), state_of(row.state))


def _understood(answer: TurnAnswer) -> dict[str, Any]:
    """What is kept of a turn beside the customer's message."""
    return {
        **answer.nlu,
        "actions": list(answer.actions),
        "slots": dict(answer.slots),
        "active_loop": answer.active_loop,
        "model": answer.model,
    }


def _is_fallback(answer: TurnAnswer, message_id: str) -> bool:
    # Not by the intent: what a form asked for ("blue", a street) is often no known intent and yet understood.
    return answer.slots.get(_NOT_UNDERSTOOD) == message_id or _DEFAULT_FALLBACK in answer.actions
