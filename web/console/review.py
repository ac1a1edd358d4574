"""The review list: what is unusual, what it rests on, and an admin's word on it."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from engine.log import get_logger
from engine.mining.reading import runs
from engine.mining.review.evidence import evidence
from engine.mining.review.items import Page, ReviewView, decide, page
from engine.recommend.catalogue import currency_of
from web.core.auth import Admin
from web.core.parts import Use
from web.core.text import PersonText

log = get_logger("console")
router = APIRouter(prefix="/api/v1/console")


class Word(BaseModel):
    """What an admin says of an item: cleared, confirmed, or open again."""

    state: Annotated[str, Field(max_length=10)]
    note: Annotated[PersonText, Field(max_length=2000)] = ""


@router.get("/review")
async def read_review(
    _: Admin,
    parts: Use,
    *,
    state: Annotated[str, Query(max_length=10)] = "open",
    reason: Annotated[str | None, Query(max_length=40)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> dict[str, Any]:
    """Items, the gravest first. `looked_at`: when the log was looked through last, null before that."""

    def read(session: Session) -> tuple[Page, datetime | None]:
        run = runs(session).get("anomalies")
        found = page(session, state=state, code=reason, limit=limit, offset=offset)
        return found, run.at if run else None

    found, looked_at = await parts.work.read(read)
    return {
        "items": [_item(one) for one in found.items],
        "total": found.total,
        "states": found.states,
        "reasons": found.codes,
        "looked_at": _iso(looked_at),
    }


@router.get("/review/{item_id}/evidence")
async def read_evidence(item_id: str, _: Admin, parts: Use) -> dict[str, Any]:
    """What the item rests on."""

    def read(session: Session) -> dict[str, Any]:
        return {**asdict(evidence(session, item_id)), "currency": currency_of(session)}

    found = await parts.work.read(read)
    for line in found["lines"]:
        line["at"] = _iso(line["at"])
    return found


@router.post("/review/{item_id}")
async def post_word(item_id: str, body: Word, who: Admin, parts: Use) -> dict[str, Any]:
    """Clear or confirm an item, or open it again. Nothing that a customer does depends on it."""
    done = await parts.work.write(decide, item_id, body.state, body.note, who.staff.id)
    log.info("review item decided", staff=who.staff.id, item=item_id, state=body.state)
    return _item(done)


def _item(item: ReviewView) -> dict[str, Any]:
    return {
        **asdict(item),
        "decided_at": _iso(item.decided_at),
        "first_at": item.first_at.isoformat(),
        "last_at": item.last_at.isoformat(),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
