"""Expected and experienced service by dimension, segment and month, and the answers behind each number."""

import csv
import io
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from engine.gaps.service_quality.evidence import behind
from engine.gaps.service_quality.interval import ENOUGH
from engine.gaps.service_quality.trends import dimension_names, trends
from engine.gestures.granted import gesture_months, granted
from engine.gestures.rules import Rules
from engine.recommend.catalogue import currency_of
from engine.store.types import utc_now
from engine.text.language import Language
from engine.text.localized import localized
from web.core.auth import Admin
from web.core.parts import Use

router = APIRouter(prefix="/api/v1/console")
Source = Literal["chat", "import"]
_FIELDS = ("dimension", "answers", "customers", "expected", "experienced", "gap", "low", "high")


@router.get("/service-quality")
async def read_trends(_: Admin, parts: Use, source: Source = "chat") -> dict[str, Any]:
    """Gaps with 95 % intervals where `enough` customers answered, and what texts say beside them."""
    found = await parts.work.read(trends, source, utc_now())
    return {"enough": ENOUGH, "names": dimension_names(), **asdict(found)}


@router.get("/service-quality/answers")
async def read_answers(
    _: Admin,
    parts: Use,
    *,
    dimension: Annotated[str, Query(max_length=16)],
    source: Literal["chat", "import", "text"] = "chat",
    segment: int | None = None,
    month: Annotated[str | None, Query(pattern=r"^\d{4}-\d{2}$")] = None,
) -> dict[str, Any]:
    """The answers behind a number. 422 for an unknown dimension."""
    found = await parts.work.read(behind, dimension, source, utc_now(), segment=segment, month=month)
    return {"answers": [asdict(one) for one in found]}


@router.get("/service-quality/gestures")
async def read_gestures(_: Admin, parts: Use) -> dict[str, Any]:
    """Small gestures by month, what was granted, and the month's budget."""
    now = utc_now()
    months = await parts.work.read(gesture_months, now)
    listed = await parts.work.read(granted, now)
    return {
        "currency": await parts.work.read(currency_of),
        "budget": Rules.of(parts.settings).budget,
        "months": [asdict(one) for one in months],
        "granted": [asdict(one) for one in listed],
    }


@router.get("/service-quality.csv")
async def read_csv(_: Admin, parts: Use, source: Source = "chat", language: Language = "en") -> Response:
    """One line a group and dimension; names in `language`."""
    found = await parts.work.read(trends, source, utc_now())
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("by", "group", "group_name", *_FIELDS))
    groups = [("all", "", "", found.overall)]
    groups += [("segment", one.key, localized(one.name or {}, language), one.cells) for one in found.segments]
    groups += [("month", one.key, "", one.cells) for one in found.months]
    for by, key, name, cells in groups:
        for cell in cells:
            fields = asdict(cell)
            writer.writerow((by, key, name, *(fields[field] for field in _FIELDS)))
    headers = {"Content-Disposition": 'attachment; filename="expectation-trends.csv"'}
    # The mark tells Excel that the file is UTF-8.
    return Response("\ufeff" + out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)
