"""The small gesture proposed in a conversation, and the agent's decision."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from engine.errors import Conflict
from engine.gestures.rules import Rules
from engine.gestures.service import card_of, decide
from engine.log import get_logger
from engine.store.types import utc_now
from web.core.auth import Agent
from web.core.parts import Parts, Use

log = get_logger("gestures")
router = APIRouter(prefix="/api/v1/desk/conversations/{conversation_id}/gesture")


class Decision(BaseModel):
    """Which gesture, and whether the customer gets it."""

    gesture_id: Annotated[str, Field(min_length=1, max_length=160)]
    grant: bool


@router.get("")
async def read_card(conversation_id: str, _: Agent, parts: Use) -> dict[str, Any]:
    """What is proposed or was decided, and what is left of the month's budget and the customer's cap."""
    return await _card(parts, conversation_id)


@router.post("")
async def decide_gesture(conversation_id: str, body: Decision, who: Agent, parts: Use) -> dict[str, Any]:
    """Grant or decline; the card as it is then. 409 where a colleague was quicker or the money is gone."""
    try:
        said = await parts.work.write(
            decide,
            conversation_id,
            body.gesture_id,
            who.staff.id,
            grant=body.grant,
            rules=Rules.of(parts.settings),
            now=utc_now(),
        )
    except Conflict as conflict:
        log.info("gesture lost", conversation=conversation_id, staff=who.staff.id, reason=conflict.message)
        raise
    log.info("gesture decided", conversation=conversation_id, staff=who.staff.id, granted=body.grant)
    if said is not None:
        parts.feed.said(conversation_id, [said])
        parts.feed.queue_changed()
    return await _card(parts, conversation_id)


async def _card(parts: Parts, conversation_id: str) -> dict[str, Any]:
    return asdict(await parts.work.read(card_of, conversation_id, Rules.of(parts.settings), utc_now()))
