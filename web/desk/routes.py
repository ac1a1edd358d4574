"""The desk API: the queue, one conversation, and what an agent does with it."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from engine.conversations.service import (
    HandoffView,
    MessageView,
    QueueRow,
    add_note,
    claim,
    correct,
    corrections,
    get_conversation,
    last_seq,
    latest_handoff,
    mark_seen,
    messages_after,
    post_staff_message,
    queue,
    queue_row,
    release,
    snooze,
)
from engine.errors import Conflict
from engine.gaps.saved import learnt
from engine.gaps.service_quality.after_handoff import resolve_and_ask
from engine.log import get_logger
from engine.nlu.dataset.draft import known_intent
from web.core.auth import Agent
from web.core.parts import Parts, Use
from web.core.text import PersonText
from web.desk.customer import customer_json
from web.desk.shapes import Corrections, conversation_json, row_json
from web.live.frames import desk_message_json

log = get_logger("desk")
router = APIRouter(prefix="/api/v1/desk")


class Written(BaseModel):
    """A reply or a note."""

    client_id: Annotated[str, Field(min_length=1, max_length=64)]
    text: PersonText


class Corrected(BaseModel):
    """What a message really meant."""

    intent: Annotated[str | None, Field(max_length=60)] = None
    sentiment: Annotated[str | None, Field(max_length=10)] = None


class Snooze(BaseModel):
    minutes: int


@router.get("/queue")
async def read_queue(_: Agent, parts: Use) -> dict[str, Any]:
    """Everything that waits, is being helped, or happens now."""
    return {"conversations": [row_json(row) for row in await parts.work.read(queue)]}


@router.get("/conversations/{conversation_id}")
async def read_conversation(conversation_id: str, who: Agent, parts: Use) -> dict[str, Any]:
    """A conversation with its hand-off card and all messages; opening it marks them as read."""
    row, handoff, messages, corrected = await parts.work.read(_conversation, conversation_id)
    if row.unread and await parts.work.write(mark_seen, conversation_id, who.staff.id):
        parts.feed.queue_changed()
    return conversation_json(row, handoff, messages, corrected)


def _conversation(
    session: Session, conversation_id: str
) -> tuple[QueueRow, HandoffView | None, list[MessageView], Mapping[str, Corrections]]:
    row = queue_row(session, conversation_id)
    found: list[MessageView] = []
    while page := messages_after(session, conversation_id, found[-1].seq if found else 0, notes=True):
        found += page
    return row, latest_handoff(session, conversation_id), found, corrections(session, conversation_id)


@router.get("/conversations/{conversation_id}/customer")
async def read_customer(
    conversation_id: str,
    _: Agent,
    parts: Use,
    language: Annotated[str | None, Query(pattern="^(en|zh)$")] = None,
) -> dict[str, Any]:
    """What is known of the customer; reasons of suggestions in `language`, by default the customer's."""
    recommender = await parts.work.call(parts.intelligence.recommender)
    return await parts.work.read(customer_json, conversation_id, recommender, language, parts.settings)


@router.post("/conversations/{conversation_id}/claim")
async def take(conversation_id: str, who: Agent, parts: Use) -> dict[str, Any]:
    """Take the conversation."""
    return await _act(parts, conversation_id, who.staff.id, claim)


@router.post("/conversations/{conversation_id}/release")
async def give_back(conversation_id: str, who: Agent, parts: Use) -> dict[str, Any]:
    """Put it back into the queue."""
    return await _act(parts, conversation_id, who.staff.id, release)


@router.post("/conversations/{conversation_id}/resolve")
async def close(conversation_id: str, who: Agent, parts: Use) -> dict[str, Any]:
    """Close it; where this is the moment, the customer is asked about the service."""
    expectations = await parts.work.call(lambda: learnt(parts.settings.var_dir))

    def done(session: Session, id_: str, staff_id: str) -> None:
        resolve_and_ask(session, id_, staff_id, pause_days=parts.settings.survey_days, learnt=expectations)

    return await _act(parts, conversation_id, who.staff.id, done)


@router.post("/conversations/{conversation_id}/snooze")
async def set_aside(conversation_id: str, body: Snooze, who: Agent, parts: Use) -> dict[str, Any]:
    """Set it aside for a while."""

    def later(session: Session, id_: str, staff_id: str) -> None:
        snooze(session, id_, staff_id, body.minutes)

    return await _act(parts, conversation_id, who.staff.id, later)


async def _act(
    parts: Parts, conversation_id: str, staff_id: str, step: Callable[[Session, str, str], None]
) -> dict[str, Any]:
    """Take a step, tell everybody what it changed, and answer with the row."""

    def run(session: Session) -> tuple[QueueRow, list[MessageView]]:
        before = last_seq(session, conversation_id)
        step(session, conversation_id, staff_id)
        said = messages_after(session, conversation_id, before)
        return queue_row(session, conversation_id), said

    try:
        row, said = await parts.work.write(run)
    except Conflict as conflict:
        log.info("step lost", conversation=conversation_id, staff=staff_id, reason=conflict.message)
        raise
    log.info("step taken", conversation=conversation_id, staff=staff_id, state=row.state)
    parts.feed.said(conversation_id, said)
    await parts.feed.state_changed(conversation_id)
    return row_json(row)


@router.post("/conversations/{conversation_id}/reply")
async def reply(conversation_id: str, body: Written, who: Agent, parts: Use) -> dict[str, Any]:
    """Write to the customer."""
    message = await parts.work.write(
        post_staff_message,
        conversation_id,
        who.staff.id,
        body.client_id,
        body.text,
        max_stored=parts.settings.max_stored_chars,
    )
    return _stored(parts, conversation_id, message)


@router.post("/conversations/{conversation_id}/note")
async def note(conversation_id: str, body: Written, who: Agent, parts: Use) -> dict[str, Any]:
    """Leave a remark that only staff sees."""
    message = await parts.work.write(
        add_note,
        conversation_id,
        who.staff.id,
        body.client_id,
        body.text,
        max_stored=parts.settings.max_stored_chars,
    )
    return _stored(parts, conversation_id, message)


def _stored(parts: Parts, conversation_id: str, message: MessageView) -> dict[str, Any]:
    log.info("staff message stored", conversation=conversation_id, message=message.id, note=message.note)
    parts.feed.said(conversation_id, [message])
    parts.feed.queue_changed()
    return {"message": desk_message_json(message)}


@router.post("/messages/{message_id}/correction")
async def correct_reading(message_id: str, body: Corrected, who: Agent, parts: Use) -> dict[str, Any]:
    """Say what a customer's message meant, where the assistant read it otherwise."""
    if body.intent is not None:
        corpus = await parts.work.call(parts.training_data.corpus)
        known_intent(corpus.domain, body.intent)

    def run(session: Session) -> tuple[str, dict[str, str | None]]:
        conversation_id = correct(
            session, message_id, who.staff.id, intent=body.intent, sentiment=body.sentiment
        )
        return conversation_id, corrections(session, conversation_id)[message_id]

    conversation_id, corrected = await parts.work.write(run)
    log.info("reading corrected", conversation=conversation_id, message=message_id, staff=who.staff.id)
    parts.feed.queue_changed()
    return {"message_id": message_id, "corrected": corrected}


@router.post("/conversations/{conversation_id}/typing")
async def typing(conversation_id: str, who: Agent, parts: Use) -> dict[str, str]:
    """The agent is writing; only the holder's writing is shown to the customer."""
    conversation = await parts.work.read(get_conversation, conversation_id)
    if conversation.holder_id == who.staff.id:
        parts.feed.typing(conversation_id, "staff")
    return {"status": "ok"}
