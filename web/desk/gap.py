"""Where one customer's words and deeds differ, for staff and their tools."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from sqlalchemy.orm import Session

from engine.gaps.questions.saved import load
from engine.gaps.questions.service import worth_asking
from engine.gaps.topics.service import gap_of
from engine.settings import Settings
from web.core.auth import Agent
from web.core.parts import Use

router = APIRouter(prefix="/api/v1/customers")


@router.get("/{customer_id}/gap")
async def read_gap(customer_id: str, _: Agent, parts: Use) -> dict[str, Any]:
    """Behaviours and categories with bits, interval, flag and evidence; the total, and its history."""
    return await parts.work.read(gap_json, customer_id)


@router.get("/{customer_id}/questions")
async def read_questions(customer_id: str, _: Agent, parts: Use) -> dict[str, Any]:
    """What is worth asking: the best question or null, all with bits and list gain; why there are none."""
    return await parts.work.read(questions_json, customer_id, parts.settings)


def questions_json(session: Session, customer_id: str, settings: Settings) -> dict[str, Any]:
    """The questions as JSON; cost: bits that an answer has to be expected to tell. Raises NotFound."""
    found = worth_asking(session, load(settings.learnt_dir), customer_id)
    best = found.best(settings.question_cost)
    return {
        **asdict(found),
        "cost": settings.question_cost,
        "best": best and {**asdict(best), "text": best.text},
    }


def gap_json(session: Session, customer_id: str) -> dict[str, Any]:
    """The gap as JSON. Raises NotFound."""
    found = gap_of(session, customer_id)
    return {**asdict(found), "total_bits": found.total_bits}
