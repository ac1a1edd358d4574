"""Where one customer's words and deeds differ, for staff and their tools."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from sqlalchemy.orm import Session

from engine.gaps.topics.service import gap_of
from web.core.auth import Agent
from web.core.parts import Use

router = APIRouter(prefix="/api/v1/customers")


@router.get("/{customer_id}/gap")
async def read_gap(customer_id: str, _: Agent, parts: Use) -> dict[str, Any]:
    """Behaviours and categories with bits, interval, flag and evidence; the total, and its history."""
    return await parts.work.read(gap_json, customer_id)


def gap_json(session: Session, customer_id: str) -> dict[str, Any]:
    """The gap as JSON. Raises NotFound."""
    found = gap_of(session, customer_id)
    return {**asdict(found), "total_bits": found.total_bits}
