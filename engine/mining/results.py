"""What was mined, kept in the store: written whole by a rebuild, read by the recommender and the console."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from engine.frames import Frame
from engine.mining.forecast.forecast import Forecast
from engine.mining.mine import Window
from engine.store.tables import AssociationRule, MiningRun, SeriesForecast

PAST = {"day": 56, "week": 104}
"""Steps of the past that are kept beside a forecast."""


def write_rules(session: Session, rules: Frame) -> None:
    """Put these rules (single consequents, as `rules_of` gives them) in the place of all earlier ones."""
    session.execute(delete(AssociationRule))
    rows = [
        {
            "id": number,
            "antecedents": list(rule["antecedents"]),
            "consequent": rule["consequents"][0],
            "first": rule["antecedents"][0],
            "conviction": rule["conviction"] if np.isfinite(rule["conviction"]) else None,
            **{name: rule[name] for name in _MEASURES},
        }
        for number, rule in enumerate(rules.to_dict("records"), start=1)
    ]
    if rows:
        session.execute(insert(AssociationRule), rows)


_MEASURES = ("count", "support", "confidence", "lift", "leverage", "p_value", "q_value")


def write_forecasts(session: Session, forecasts: Sequence[Forecast]) -> None:
    """Put these forecasts in the place of all earlier ones."""
    session.execute(delete(SeriesForecast))
    session.add_all(_forecast(one) for one in forecasts)
    session.flush()


def _forecast(told: Forecast) -> SeriesForecast:
    series, measured = told.series, told.measured
    shown = range(max(0, len(series.values) - PAST[series.step]), len(series.values))
    return SeriesForecast(
        name=series.name,
        unit=series.unit,
        step=series.step,
        model=told.model,
        hurried=told.hurried,
        past=[{"at": series.moment(n).isoformat(), "value": float(series.values[n])} for n in shown],
        points=[
            {
                "at": point.at.isoformat(),
                "value": point.value,
                "low80": point.intervals[0.8][0],
                "high80": point.intervals[0.8][1],
                "low95": point.intervals[0.95][0],
                "high95": point.intervals[0.95][1],
            }
            for point in told.points
        ],
        measured={
            "mae": measured.mae,
            "mase": measured.mase,
            "mase_next": measured.mase_next,
            "relative": measured.relative,
            "origins": measured.origins,
            "coverage80": told.coverage[0.8],
            "coverage95": told.coverage[0.95],
        },
    )


def note_run(
    session: Session,
    part: str,
    now: datetime,
    window: Window,
    summary: Mapping[str, Any],
) -> None:
    """Note when a part was mined, out of which part of the log, and what came out of it."""
    row = session.get(MiningRun, part) or MiningRun(part=part)
    row.at, (row.window_from, row.window_until), row.summary = now, window, dict(summary)
    session.add(row)
    session.flush()
