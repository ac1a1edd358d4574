"""What came in from outside: the last imports, and how good each of them was."""

from pathlib import PurePath
from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlalchemy.orm import Session

from engine.events.imports import list_imports, read_import
from engine.store.tables import Import
from web.core.auth import Admin
from web.core.parts import Use

router = APIRouter(prefix="/api/v1/console")
COUNTS = ("read", "accepted", "rejected", "left_out", "inserted", "updated", "unchanged", "kept")


@router.get("/imports")
async def read_imports(
    _: Admin, parts: Use, limit: Annotated[int, Query(ge=1, le=100)] = 20
) -> dict[str, Any]:
    """The last imports, newest first, each with the counts of its tables."""
    return {"imports": await parts.work.read(_listed, limit)}


@router.get("/imports/{import_id}")
async def read_one(import_id: str, _: Admin, parts: Use) -> dict[str, Any]:
    """One import with its quality report: tables, fields before and after, rules, some refused records."""
    return await parts.work.read(_whole, import_id)


def _listed(session: Session, limit: int) -> list[dict[str, Any]]:
    return [_head(row) for row in list_imports(session, limit)]


def _whole(session: Session, import_id: str) -> dict[str, Any]:
    row = read_import(session, import_id)
    report = row.report
    # Where the server keeps its files is nobody's business in a browser.
    sample = [{**one, "file": PurePath(str(one["file"])).name} for one in report["rejected_sample"]]
    return {
        **_head(row),
        "fields": report["fields"],
        "rules": report["rules"],
        "reasons": report["reasons"],
        "rejected_sample": sample,
    }


def _head(row: Import) -> dict[str, Any]:
    tables = row.report["tables"]
    return {
        "id": row.id,
        "at": row.at.isoformat(),
        "format": row.format,
        "source": row.source,
        "seconds": row.seconds,
        "tables": {name: {count: table[count] for count in COUNTS} for name, table in tables.items()},
    }
