"""The gap map: segments by topics, the customers behind each cell, and all of it as CSV."""

import csv
import io
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from engine.gaps.topics.gap_map import behind, gap_map
from engine.text.language import Language
from engine.text.localized import localized
from web.core.auth import Admin
from web.core.parts import Use

router = APIRouter(prefix="/api/v1/console")
_FIELDS = ("topic", "said", "customers", "expected", "delta", "low", "high", "flagged", "thin")


@router.get("/gap-map")
async def read_gap_map(_: Admin, parts: Use) -> dict[str, Any]:
    """Every family of topics; gaps in bits with 95 % intervals."""
    families = await parts.work.read(gap_map)
    return {
        "families": [
            {**asdict(one), "topics": [{"topic": topic, "name": name} for topic, name in one.topics]}
            for one in families
        ]
    }


@router.get("/gap-map/customers")
async def read_behind(
    _: Admin,
    parts: Use,
    *,
    family: Annotated[str, Query(max_length=12)],
    segment: int,
    topic: Annotated[str, Query(max_length=120)],
) -> dict[str, Any]:
    """Who said something of a cell's topic."""
    return {"customers": [asdict(one) for one in await parts.work.read(behind, family, segment, topic)]}


@router.get("/gap-map.csv")
async def read_csv(_: Admin, parts: Use, language: Language = "en") -> Response:
    """One line a cell, names in `language`."""
    families = await parts.work.read(gap_map)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("family", "segment", "segment_name", *_FIELDS))
    for family in families:
        for row in family.rows:
            for cell in row.cells:
                fields = asdict(cell)
                name = localized(row.name, language)
                writer.writerow((family.family, row.label, name, *(fields[field] for field in _FIELDS)))
    headers = {"Content-Disposition": 'attachment; filename="gap-map.csv"'}
    # The mark tells Excel that the file is UTF-8.
    return Response("\ufeff" + out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)
