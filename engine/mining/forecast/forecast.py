"""A series' forecast: the best model of the rolling origin, with intervals and what they are worth."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from engine.mining.forecast.choice import Measured, best_model, measure
from engine.mining.forecast.intervals import LEVELS, coverage, half_widths, scores_of
from engine.mining.forecast.models import FITTED, SIMPLE, Model, forecasts, one_thread
from engine.mining.forecast.rolling import first_origin, roll
from engine.mining.forecast.series import Series, Step

HORIZON: Mapping[Step, int] = {"day": 14, "week": 4}
ORIGINS: Mapping[Step, int] = {"day": 28, "week": 42}
"""Steps forecast, and origins looked at."""


@dataclass(frozen=True)
class Point:
    """A step to come: from its first day on; intervals by level, (low, high), never below zero."""

    at: date
    value: float
    intervals: dict[float, tuple[float, float]]


@dataclass(frozen=True)
class Forecast:
    """The forecast of a series. coverage: share that lay within the interval of each level, measured.

    hurried: time was short, so only the simple models competed.
    """

    series: Series
    model: str
    points: list[Point]
    measured: Measured
    coverage: dict[float, float | None]
    hurried: bool


def long_enough(series: Series) -> bool:
    """Whether there is past enough to forecast from and to measure by: two origins beyond the first."""
    return len(series.values) >= first_origin(series.period) + 3


def forecast(series: Series, models: Mapping[str, Model] | None = None, *, hurried: bool = False) -> Forecast:
    """The forecast of one series. Raises ValueError where it is not `long_enough`."""
    if not long_enough(series):
        raise ValueError(f"{series.name} is too short to be forecast")
    competing = models or {**SIMPLE, **FITTED}
    horizon = HORIZON[series.step]
    rolling = roll(series.values, series.period, horizon, competing, most=ORIGINS[series.step])
    model = best_model(rolling)
    with one_thread():
        ahead = forecasts(competing, series.values, horizon, series.period)
    values = ahead.get(model, ahead["combination"])
    level = max(float(series.values[-8:].mean()), 1e-9)
    scores = scores_of(rolling)
    widths = {share: half_widths(scores, share) * level for share in LEVELS}
    points = [
        Point(
            series.moment(len(series.values) + n),
            float(values[n]),
            {s: (max(float(values[n] - w[n]), 0.0), float(values[n] + w[n])) for s, w in widths.items()},
        )
        for n in range(horizon)
    ]
    return Forecast(
        series,
        model if model in ahead else "combination",
        points,
        measure(series.values, series.period, rolling),
        {share: coverage(rolling, len(series.values), share) for share in LEVELS},
        hurried,
    )


def forecast_all(
    series: Iterable[Series], seconds: float, clock: Callable[[], float] = time.monotonic
) -> list[Forecast]:
    """The forecasts of all series that are long enough, within about `seconds`.

    The fullest series come first; once the time is used up, the rest are forecast by the simple models,
    which cost next to nothing, and say so.
    """
    end = clock() + seconds
    wanted = [one for one in series if long_enough(one) and np.any(one.values > 0)]
    found: list[Forecast] = []
    for one in sorted(wanted, key=lambda one: (-float(np.count_nonzero(one.values)), one.name)):
        late = clock() >= end
        found.append(forecast(one, SIMPLE if late else None, hurried=late))
    return found
