"""One customer's profile by their id, for staff and their tools."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from sqlalchemy.orm import Session

from engine.behaviour.service import behaviour_of, explanation_of
from engine.behaviour.tasks import Name
from engine.next_action.question import question_for
from engine.next_action.service import next_action_of
from engine.profiles.definitions import definition
from engine.profiles.service import profile_of
from engine.settings import Settings
from web.core.auth import Agent
from web.core.parts import Use

router = APIRouter(prefix="/api/v1/customers")


@router.get("/{customer_id}/profile")
async def read_profile(customer_id: str, _: Agent, parts: Use) -> dict[str, Any]:
    """Orders, money, taste, activity; segment, traits, features with definitions; what is expected."""
    return await parts.work.read(profile_json, customer_id)


@router.get("/{customer_id}/outlook/{task}")
async def read_outlook(customer_id: str, task: Name, _: Agent, parts: Use) -> dict[str, Any] | None:
    """Why a chance is what it is, in contributions that sum to it; null without enough evidence."""
    found = await parts.work.read(explanation_of, parts.settings.learnt_dir, customer_id, task)
    return found.as_dict() if found else None


@router.get("/{customer_id}/next-action")
async def read_next_action(customer_id: str, _: Agent, parts: Use) -> dict[str, Any]:
    """The next best action with its value and evidence, the others, and what must not be done now."""
    return await parts.work.read(next_action_json, customer_id, parts.settings)


def next_action_json(session: Session, customer_id: str, settings: Settings) -> dict[str, Any]:
    """The next best action as JSON, the best question with it. Raises NotFound."""
    question = question_for(session, settings, customer_id)
    return next_action_of(session, customer_id, question=question).as_dict()


def profile_json(session: Session, customer_id: str) -> dict[str, Any]:
    """The profile and what is expected, as JSON; each feature carries what it means. Raises NotFound."""
    profile = asdict(profile_of(session, customer_id))
    if profile["standing"] is not None:
        for feature in profile["standing"]["features"]:
            feature["definition"] = definition(feature["name"]).definition
    return {**profile, "expected": behaviour_of(session, customer_id).as_dict()}
