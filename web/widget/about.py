"""What we know about you: for the customer whose conversation this is proven to be, and nobody else."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session

from engine.conversations.service import ConversationView
from engine.errors import Forbidden
from engine.gaps.about_you.service import about_you, choose
from engine.gaps.reports.service import correct, remove
from engine.gaps.service_quality.own import remove_answer
from engine.log import get_logger
from web.core.parts import Use
from web.widget.routes import Visitor
from web.widget.schemas import Choosing, Correction

log = get_logger("about")
router = APIRouter(prefix="/api/v1/chat/conversations/{conversation_id}/about-you")


def proven_customer(conversation: ConversationView) -> str | None:
    """The customer whom this conversation has proof of."""
    return conversation.customer_id if conversation.verified_by else None


async def own(conversation: Visitor, parts: Use) -> str:
    """The id of the proven customer who changes something. Raises Forbidden for a visitor, and TooMany."""
    customer_id = proven_customer(conversation)
    if customer_id is None:
        raise Forbidden(
            "This is shown once you have proved who you are: sign in at the shop, or tell the"
            " assistant your e-mail address and an order number."
        )
    await parts.limits.message(conversation.id)
    return customer_id


Own = Annotated[str, Depends(own)]


@router.get("")
async def read(conversation: Visitor, parts: Use) -> dict[str, Any]:
    """Statements, inferences and choices of a proven customer; `{"proven": false}` for a visitor."""
    customer_id = proven_customer(conversation)
    if customer_id is None:
        return {"proven": False}
    return await parts.work.read(_page, customer_id)


@router.put("/said/{report_id:path}")
async def change(customer_id: Own, report_id: str, body: Correction, parts: Use) -> dict[str, Any]:
    """Say what is true instead; the page as it is then."""
    return await parts.work.write(_change, customer_id, report_id, body)


@router.delete("/said/{report_id:path}")
async def take_back(customer_id: Own, report_id: str, parts: Use) -> dict[str, Any]:
    """Remove a statement, from the log too; the page as it is then."""
    return await parts.work.write(_take_back, customer_id, report_id)


@router.delete("/service/{answer_id:path}")
async def take_back_answer(customer_id: Own, answer_id: str, parts: Use) -> dict[str, Any]:
    """Remove what was said of the service; the page as it is then."""
    return await parts.work.write(_take_back_answer, customer_id, answer_id)


@router.put("/choices")
async def choices(customer_id: Own, body: Choosing, parts: Use) -> dict[str, Any]:
    """Allow or forbid keeping, asking, and going by what is known; the page as it is then."""
    page = await parts.work.write(_choose, customer_id, body)
    log.info("choices made", customer=customer_id, **body.model_dump(exclude_none=True))
    return page


def _page(session: Session, customer_id: str) -> dict[str, Any]:
    return {"proven": True, **asdict(about_you(session, customer_id))}


def _change(session: Session, customer_id: str, report_id: str, body: Correction) -> dict[str, Any]:
    correct(session, customer_id, report_id, body.value, body.wanted)
    return _page(session, customer_id)


def _take_back(session: Session, customer_id: str, report_id: str) -> dict[str, Any]:
    remove(session, customer_id, report_id)
    return _page(session, customer_id)


def _take_back_answer(session: Session, customer_id: str, answer_id: str) -> dict[str, Any]:
    remove_answer(session, customer_id, answer_id)
    return _page(session, customer_id)


def _choose(session: Session, customer_id: str, body: Choosing) -> dict[str, Any]:
    choose(session, customer_id, **body.model_dump())
    return _page(session, customer_id)
