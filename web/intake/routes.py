"""Where the shop's own systems send what customers did, and when money that went back was there."""

from datetime import timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import AwareDatetime, BaseModel, Field
from sqlalchemy.orm import Session

from engine.accounts.tokens import read_server_token
from engine.errors import Invalid, NotFound, Unauthenticated
from engine.events.incoming import MOST, Taken, take_events
from engine.gaps.reports.taking import collect
from engine.log import get_logger
from engine.orders.refunded import settle_refund
from engine.store.types import utc_now
from web.core.parts import Use, address_of

log = get_logger("intake")
router = APIRouter(prefix="/api/v1")


class Batch(BaseModel):
    """What is sent. Events are looked at one by one, so that one bad one does not hold up the others."""

    events: Annotated[list[Any], Field(min_length=1, max_length=MOST)]
    unknown_customers: Literal["reject", "create"] = "reject"


class Refunded(BaseModel):
    """Money of an order that was there; cents: only a refund of this sum; at: now where none is given."""

    order_id: Annotated[str, Field(min_length=1, max_length=40)]
    cents: Annotated[int, Field(gt=0)] | None = None
    at: AwareDatetime | None = None


class RefundBatch(BaseModel):
    refunds: Annotated[list[Refunded], Field(min_length=1, max_length=MOST)]


async def server(request: Request, parts: Use) -> str:
    """The shop's server that sends, by the token that it signed. Raises Unauthenticated."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthenticated('Send a token that the shop\'s secret signed: "Authorization: Bearer ...".')
    return read_server_token(parts.settings.shop_secret, token.strip())


@router.post("/events")
async def post_events(
    body: Batch, sender: Annotated[str, Depends(server)], request: Request, parts: Use
) -> dict[str, Any]:
    """Take up to 1,000 events, each id once; what was refused is told with its index and reason."""
    await parts.limits.shop_call(address_of(request))
    taken = await parts.work.write(_take, body)
    log.info("events taken", sender=sender, accepted=taken.accepted, rejected=len(taken.rejected))
    return {
        "accepted": taken.accepted,
        "known": taken.known,
        "rejected": [vars(refused) for refused in taken.rejected],
    }


def _take(session: Session, body: Batch) -> Taken:
    """What customers said of themselves is theirs to see at once, not only after the next rebuild."""
    taken = take_events(session, body.events, body.unknown_customers)
    if any(isinstance(event, dict) and event.get("type") == "report" for event in body.events):
        collect(session)
    return taken


@router.post("/refunds")
async def post_refunds(
    body: RefundBatch, sender: Annotated[str, Depends(server)], request: Request, parts: Use
) -> dict[str, Any]:
    """Take that up to 1,000 refunds were there. Said again it changes nothing; what is not known here is told
    with its index."""
    await parts.limits.shop_call(address_of(request))
    done = await parts.work.write(_settle, body)
    log.info("refunds taken", sender=sender, settled=done["settled"], rejected=len(done["rejected"]))
    return done


def _settle(session: Session, body: RefundBatch) -> dict[str, Any]:
    settled, rejected = 0, list[dict[str, Any]]()
    for index, one in enumerate(body.refunds):
        at = one.at or utc_now()
        try:
            if at > utc_now() + timedelta(days=1):
                raise Invalid(f"{at.isoformat()} lies ahead of now")
            settled += settle_refund(session, one.order_id, at, cents=one.cents)
        except (Invalid, NotFound) as error:
            rejected.append({"index": index, "order_id": one.order_id, "reason": error.message})
    return {"settled": settled, "rejected": rejected}
