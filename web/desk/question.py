"""The question worth asking, beside the customer at the desk, and what they answered."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from engine.conversations.service import MessageView
from engine.gaps.questions.at_desk import Heard, ask_at_desk, desk_question, note_answer
from engine.gaps.questions.saved import load
from engine.log import get_logger
from web.core.auth import Agent
from web.core.parts import Use

log = get_logger("desk")
router = APIRouter(prefix="/api/v1/desk/conversations/{conversation_id}/question")


class Asked(BaseModel):
    """What the question is about, as the desk was told."""

    attribute: Annotated[str, Field(min_length=1, max_length=80)]


class Answer(BaseModel):
    """What the customer said; skip: nothing that answers it."""

    heard: Heard


@router.get("")
async def read_question(conversation_id: str, who: Agent, parts: Use) -> dict[str, Any]:
    """The question, or null: none is worth its cost, or this conversation has had one that is answered."""
    return await _question(conversation_id, who, parts)


@router.post("")
async def ask_question(conversation_id: str, body: Asked, who: Agent, parts: Use) -> dict[str, Any]:
    """Ask it in the chat. 409 where it is the one to ask no more, or the conversation is a colleague's."""

    def run(session: Session) -> MessageView:
        learnt, cost = load(parts.settings.learnt_dir), parts.settings.question_cost
        return ask_at_desk(session, learnt, conversation_id, who.staff.id, body.attribute, cost=cost)

    said = await parts.work.write(run)
    log.info("question asked", conversation=conversation_id, staff=who.staff.id, attribute=body.attribute)
    parts.feed.said(conversation_id, [said])
    parts.feed.queue_changed()
    return await _question(conversation_id, who, parts)


@router.post("/answer")
async def take_answer(conversation_id: str, body: Answer, who: Agent, parts: Use) -> dict[str, Any]:
    """Write down the answer to what was asked here. 409 where none is waited for, or it is a colleague's."""
    await parts.work.write(note_answer, conversation_id, who.staff.id, body.heard)
    log.info("question answered", conversation=conversation_id, staff=who.staff.id)
    return await _question(conversation_id, who, parts)


async def _question(conversation_id: str, who: Agent, parts: Use) -> dict[str, Any]:
    def run(session: Session) -> dict[str, Any] | None:
        learnt, cost = load(parts.settings.learnt_dir), parts.settings.question_cost
        found = desk_question(session, learnt, conversation_id, who.staff.id, cost=cost)
        return asdict(found) if found else None

    return {"question": await parts.work.read(run)}
