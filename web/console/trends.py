"""Forecasts and association rules, as they were mined last."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlalchemy.orm import Session

from engine.mining import reading
from engine.recommend.catalogue import currency_of
from engine.store.tables import SeriesForecast
from web.core.auth import Admin
from web.core.parts import Use

router = APIRouter(prefix="/api/v1/console")


@router.get("/trends/forecasts")
async def read_forecasts(_: Admin, parts: Use) -> dict[str, Any]:
    """All series with their forecasts. Money in cents; moments are the first day of a step."""

    def read(session: Session) -> dict[str, Any]:
        return {
            "series": [_series(one) for one in reading.forecasts(session)],
            "run": _run(session, "forecasts"),
            "currency": currency_of(session),
        }

    return await parts.work.read(read)


@router.get("/trends/rules")
async def read_rules(
    _: Admin,
    parts: Use,
    *,
    order: Annotated[str, Query(max_length=20)] = "confidence",
    q: Annotated[str, Query(max_length=200)] = "",
    least_lift: Annotated[float, Query(ge=0)] = 0.0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> dict[str, Any]:
    """Rules of the products that are asked for, the strongest first."""

    def read(session: Session) -> dict[str, Any]:
        found, total = reading.rules(
            session, order=order, text=q, least_lift=least_lift, limit=limit, offset=offset
        )
        return {"rules": [asdict(one) for one in found], "total": total, "run": _run(session, "rules")}

    return await parts.work.read(read)


def _series(row: SeriesForecast) -> dict[str, Any]:
    fields = ("name", "unit", "step", "model", "hurried", "past", "points", "measured")
    return {name: getattr(row, name) for name in fields}


def _run(session: Session, part: str) -> dict[str, Any] | None:
    run = reading.runs(session).get(part)
    if run is None:
        return None
    moments = {"at": run.at, "window_from": run.window_from, "window_until": run.window_until}
    return {
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
        "summary": run.summary,
    }
