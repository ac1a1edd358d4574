"""Promises at risk, for the staff."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from sqlalchemy.orm import Session

from engine.log import get_logger
from engine.promises.tasks import look_into, tasks
from engine.store.types import utc_now
from web.core.auth import Agent
from web.core.parts import Use

log = get_logger("promises")
router = APIRouter(prefix="/api/v1/desk/promises")


@router.get("")
async def at_risk(_: Agent, parts: Use) -> dict[str, Any]:
    """Promises that are about to break or broke, and that nobody has looked into; the most urgent first."""
    return {"tasks": await parts.work.read(_tasks)}


@router.post("/{promise_id}/looked-into")
async def looked_into(promise_id: str, who: Agent, parts: Use) -> dict[str, Any]:
    """Close the task; the answer is what is left."""

    def run(session: Session) -> list[dict[str, Any]]:
        look_into(session, promise_id, who.staff.id, utc_now())
        return _tasks(session)

    left = await parts.work.write(run)
    log.info("promise looked into", promise=promise_id, staff=who.staff.id)
    return {"tasks": left}


def _tasks(session: Session) -> list[dict[str, Any]]:
    return [asdict(one) for one in tasks(session)]
