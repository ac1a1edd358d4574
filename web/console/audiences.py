"""The console's audiences: filters with a preview, messages, hold-outs, and what they changed."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from engine.audiences import service
from engine.audiences.criteria import criteria_of
from engine.audiences.hours import zone_of
from engine.audiences.result import result_of
from engine.gaps.topics.names import DEED_NAMES, category_names
from engine.log import get_logger
from engine.profiles.segments.stored import current
from engine.recommend.catalogue import currency_of
from engine.settings import Settings
from engine.shop_time import shop_zone
from engine.store.tables import Audience
from engine.store.types import utc_now
from web.core.auth import Admin
from web.core.parts import Use
from web.core.text import PersonText

log = get_logger("console")
router = APIRouter(prefix="/api/v1/console/audiences")

Chance = Annotated[float, Field(ge=0, le=1)]
Cents = Annotated[int, Field(ge=0, le=2**53)]
Days = Annotated[int, Field(ge=0, le=10_000)]


class FilterBody(BaseModel):
    """As engine.audiences.criteria.Criteria; what is left out does not matter."""

    model_config = ConfigDict(extra="forbid")

    segments: Annotated[list[int], Field(max_length=50)] = []
    purchase_min: Chance | None = None
    purchase_max: Chance | None = None
    churn_min: Chance | None = None
    churn_max: Chance | None = None
    orders_min: Annotated[int, Field(ge=0, le=100_000)] | None = None
    spent_min_cents: Cents | None = None
    spent_max_cents: Cents | None = None
    quiet_min_days: Days | None = None
    quiet_max_days: Days | None = None
    gap: Literal["any", "more", "less"] | None = None
    gap_topic: Annotated[str, Field(max_length=60)] | None = None


class MessageBody(BaseModel):
    """The message in both languages."""

    en: PersonText
    zh: PersonText


class AudienceBody(BaseModel):
    """An audience as an admin writes it."""

    name: PersonText
    filter: FilterBody
    message: MessageBody
    suggest: bool = True
    holdout: Annotated[float, Field(ge=0, le=1)] = 0.2
    days: int = 14

    def draft(self) -> service.Draft:
        return service.Draft(
            name=self.name,
            filter=self.filter.model_dump(exclude_none=True),
            message={"en": self.message.en, "zh": self.message.zh},
            suggest=self.suggest,
            holdout=self.holdout,
            days=self.days,
        )


@router.get("")
async def read_audiences(_: Admin, parts: Use) -> dict[str, Any]:
    """All audiences with their results, the rules of sending, and what a filter can be made of."""
    return await parts.work.read(_page, parts.settings)


@router.post("/preview")
async def preview(body: FilterBody, _: Admin, parts: Use) -> dict[str, Any]:
    """How many a filter fits, and how many of them may be written to; by reason why not."""
    criteria = criteria_of(body.model_dump(exclude_none=True))
    reach = await parts.work.read(service.preview, criteria, parts.settings.audience_cap_days)
    return {
        "customers": reach.customers,
        "fitting": reach.fitting,
        "barred": dict(reach.barred),
        "reachable": len(reach.reachable),
    }


@router.post("", status_code=201)
async def create(body: AudienceBody, admin: Admin, parts: Use) -> dict[str, Any]:
    """A draft; nothing is sent before it is started."""
    return await parts.work.write(
        lambda session: _json(session, service.create(session, body.draft(), admin.staff.id), utc_now())
    )


@router.put("/{audience_id}")
async def change(audience_id: str, body: AudienceBody, admin: Admin, parts: Use) -> dict[str, Any]:
    """Rewrite a draft."""
    return await parts.work.write(
        lambda session: _json(
            session, service.change(session, audience_id, body.draft(), admin.staff.id), utc_now()
        )
    )


@router.post("/{audience_id}/{deed}")
async def run(audience_id: str, deed: Literal["start", "stop"], admin: Admin, parts: Use) -> dict[str, Any]:
    """Let it run, or stop it for good."""
    act = service.start if deed == "start" else service.stop
    done = await parts.work.write(
        lambda session: _json(session, act(session, audience_id, admin.staff.id), utc_now())
    )
    log.info("audience changed", audience=audience_id, deed=deed, staff=admin.staff.id)
    return done


@router.delete("/{audience_id}")
async def remove(audience_id: str, admin: Admin, parts: Use) -> dict[str, Any]:
    """Throw a draft away."""
    await parts.work.write(service.remove, audience_id, admin.staff.id)
    return {}


def _page(session: Session, settings: Settings) -> dict[str, Any]:
    now, division = utc_now(), current(session)
    return {
        "audiences": [_json(session, row, now) for row in service.audiences(session)],
        "rules": {
            "time_zone": str(zone_of(settings.time_zone, otherwise=shop_zone(session))),
            "quiet_from": settings.quiet_from,
            "quiet_to": settings.quiet_to,
            "cap_days": settings.audience_cap_days,
        },
        "segments": [
            {"label": one.label, "name": one.name, "size": one.size}
            for one in (division.document.segments if division else ())
        ],
        "topics": {**DEED_NAMES, **category_names(session)},
        "currency": currency_of(session),
    }


def _json(session: Session, row: Audience, now: datetime) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "filter": row.filter,
        "message": row.message,
        "suggest": row.suggest,
        "holdout": row.holdout,
        "days": row.days,
        "state": row.state,
        "created_at": row.created_at,
        "started_at": row.started_at,
        "stopped_at": row.stopped_at,
        "result": None if row.state == "draft" else asdict(result_of(session, row.id, now)),
    }
