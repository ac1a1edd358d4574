"""What recommendations show and how well they serve whom, as `attune recommend fairness` found last."""

import csv
import io
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.profiles.segments.stored import current
from engine.recommend.fairness.stored import stored_report
from engine.text.language import Language
from web.console.recommendation_shapes import COLUMNS, csv_lines, report_json
from web.core.auth import Admin
from web.core.parts import Use

router = APIRouter(prefix="/api/v1/console")


@router.get("/recommendations")
async def read_report(_: Admin, parts: Use) -> dict[str, Any]:
    """The last report; `report` is null before the first."""
    try:
        return {"report": await parts.work.read(_page, parts.settings.learnt_dir)}
    except NotFound:
        return {"report": None}


@router.get("/recommendations.csv")
async def read_csv(_: Admin, parts: Use, language: Language = "en") -> Response:
    """One line a figure, names in `language`. 404 before the first report."""
    page = await parts.work.read(_page, parts.settings.learnt_dir)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(csv_lines(page, language))
    headers = {"Content-Disposition": 'attachment; filename="recommendations.csv"'}
    # The mark tells Excel that the file is UTF-8.
    return Response("\ufeff" + out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _page(session: Session, learnt: Path) -> dict[str, Any]:
    return report_json(stored_report(learnt), current(session))
