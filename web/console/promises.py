"""Promises kept, for the console."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query

from engine.promises.kept import ENOUGH, kept_by_month, promises_of
from engine.store.types import utc_now
from web.core.auth import Admin
from web.core.parts import Use

router = APIRouter(prefix="/api/v1/console/promises")


@router.get("")
async def read_promises(_: Admin, parts: Use) -> dict[str, Any]:
    """Kept and broken by kind and month, with Wilson intervals where there are `enough` settled ones."""
    months = await parts.work.read(kept_by_month, utc_now())
    return {"enough": ENOUGH, "months": [asdict(one) for one in months]}


@router.get("/{month}")
async def read_month(
    month: str, _: Admin, parts: Use, kind: Annotated[str, Query(max_length=16)] = "delivery"
) -> dict[str, Any]:
    """The orders behind a month's number, broken promises first. 422 for what is no month."""
    found = await parts.work.read(promises_of, month, kind)
    return {"month": month, "kind": kind, "promises": [asdict(one) for one in found]}
