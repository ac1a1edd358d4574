"""Is the app alive, and is everything there that an answer needs?"""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from web.core.parts import Use

router = APIRouter()


@router.get("/healthz")
async def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
async def ready(parts: Use) -> JSONResponse:
    """Database and Rasa answer; 503 where one does not."""
    try:
        await parts.work.read(_ask)
        database = True
    except SQLAlchemyError:
        database = False
    rasa = await parts.client.health()
    well = database and rasa is not None
    body: dict[str, Any] = {
        "status": "ok" if well else "unavailable",
        "database": database,
        "rasa": rasa is not None,
        "model": (rasa or {}).get("model"),
    }
    return JSONResponse(body, 200 if well else 503)


def _ask(session: Session) -> None:
    session.execute(text("SELECT 1"))
