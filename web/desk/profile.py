"""One customer's profile by their id, for staff and their tools."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from sqlalchemy.orm import Session

from engine.profiles.definitions import definition
from engine.profiles.service import profile_of
from web.core.auth import Agent
from web.core.parts import Use

router = APIRouter(prefix="/api/v1/customers")


@router.get("/{customer_id}/profile")
async def read_profile(customer_id: str, _: Agent, parts: Use) -> dict[str, Any]:
    """Orders, money, taste and activity; segment, traits and every feature with its definition."""
    return await parts.work.read(profile_json, customer_id)


def profile_json(session: Session, customer_id: str) -> dict[str, Any]:
    """The profile as JSON; each feature carries what it means. Raises NotFound."""
    profile = asdict(profile_of(session, customer_id))
    if profile["standing"] is not None:
        for feature in profile["standing"]["features"]:
            feature["definition"] = definition(feature["name"]).definition
    return profile
