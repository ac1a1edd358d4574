"""The segments: who they are, how they were found, and the map of the customers."""

from typing import Any

from fastapi import APIRouter
from sqlalchemy.orm import Session

from engine.profiles.segments.stored import current
from engine.recommend.catalogue import category_names
from web.core.auth import Admin
from web.core.parts import Use

router = APIRouter(prefix="/api/v1/console")


@router.get("/segments")
async def read_segments(_: Admin, parts: Use) -> dict[str, Any]:
    """The division in use; `division` is null before the first `attune rebuild`."""
    return {"division": await parts.work.read(division_json)}


def division_json(session: Session) -> dict[str, Any] | None:
    """What the page draws: segments without their centres, the candidates tried, and the map."""
    division = current(session, with_map=True)
    if division is None:
        return None
    document = division.document
    return {
        "id": division.id,
        "created_at": division.created_at,
        "as_of": division.as_of,
        "customers": division.customers,
        "method": document.method,
        "fitted_on": document.fitted_on,
        "outside": document.outside,
        "notes": document.notes,
        "choice": document.choice,
        "segments": [
            {
                "label": segment.label,
                "name": segment.name,
                "sentence": segment.sentence,
                "size": segment.size,
                "share": segment.share,
                "traits": segment.traits,
            }
            for segment in document.segments
        ],
        "map": document.map,
        "categories": category_names(session),
    }
