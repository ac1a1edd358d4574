"""Rolling origin, choice, intervals: no future leaks in, and intervals hold as often as they say."""

import os
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest

from engine.bench.online_retail import online_retail_history
from engine.mining.forecast.choice import best_model, measure, measured_rows
from engine.mining.forecast.forecast import forecast, forecast_all, long_enough
from engine.mining.forecast.intervals import coverage, half_widths
from engine.mining.forecast.models import FITTED, SIMPLE
from engine.mining.forecast.rolling import Rolling, roll
from engine.mining.forecast.series import Series, sales_series
from tests.needed import needed

ROOT = Path(__file__).parents[5]
DATA = Path(os.environ.get("ATTUNE_DATA", ROOT / ".." / "shared" / "data"))
RETAIL = DATA / "uci_online_retail" / "online_retail.parquet"
NOISE = np.random.default_rng(3)


def a_series(values: np.ndarray, name: str = "orders") -> Series:
    return Series(name, "orders", "week", date(2026, 1, 5), np.asarray(values, dtype=float))


def test_a_forecast_knows_nothing_of_what_comes_after_its_origin() -> None:
    values = 100 + NOISE.normal(0, 10, 40)
    changed = values.copy()
    changed[30:] *= 5
    first, second = (roll(one, 1, 4, {**SIMPLE, **FITTED}, most=20) for one in (values, changed))
    before = first.origins <= 30
    for name, told in first.told.items():
        assert told[before] == pytest.approx(second.told[name][before]), name


def test_the_choice_knows_nothing_of_what_comes_after_it_either() -> None:
    values = np.concatenate([np.resize([50, 150], 30), np.linspace(100, 400, 20)])
    changed = values.copy()
    changed[40:] = 1000 - changed[40:]
    first, second = (roll(one, 1, 4, SIMPLE, most=40) for one in (values, changed))
    for origin in range(15, 41):
        assert best_model(first, origin) == best_model(second, origin)


def test_the_model_with_the_least_error_is_chosen() -> None:
    swinging = roll(np.resize([50.0, 150.0], 60), 1, 4, SIMPLE, most=30)
    assert best_model(swinging) in ("recent_mean", "combination")
    assert best_model(roll(np.arange(60.0) * 10, 1, 2, SIMPLE, most=30)) == "seasonal_naive"


def test_mase_is_the_error_over_that_of_the_naive_one_within_the_past() -> None:
    values = np.arange(40.0) * 3
    rolling = roll(values, 1, 1, {"seasonal_naive": SIMPLE["seasonal_naive"]}, most=20)
    measured = measure(values, 1, rolling)
    assert (measured.mae, measured.mase, measured.relative) == pytest.approx((3, 1, 1))
    assert measured.origins == 14


def test_at_most_two_thirds_of_the_origins_are_measured_and_only_of_the_later_half() -> None:
    def rows(first: int, last: int, steps: int) -> int:
        origins = np.arange(first, last)
        rolling = Rolling(origins, {}, np.zeros((len(origins), 1)), np.ones(len(origins)))
        return measured_rows(rolling, steps).start

    assert rows(10, 52, 52) == 16
    assert rows(336, 364, 364) == 9


def test_a_series_too_short_is_refused() -> None:
    short = a_series(np.ones(11))
    assert not long_enough(short)
    with pytest.raises(ValueError, match="too short"):
        forecast(short)
    with pytest.raises(ValueError, match="more than 10 steps"):
        roll(np.ones(10), 1, 4, SIMPLE, most=5)


def test_half_widths_are_conformal_quantiles_and_never_shrink() -> None:
    scores = np.column_stack([np.arange(1.0, 10.0), np.arange(0.5, 9.5)])
    assert half_widths(scores, 0.8).tolist() == [8, 8]
    assert half_widths(scores, 0.95).tolist() == [9, 9]
    assert half_widths(np.full((3, 2), np.nan), 0.8).tolist() == [0, 0]


@pytest.mark.parametrize("level", [0.8, 0.95])
def test_intervals_hold_about_as_often_as_they_say(level: float) -> None:
    values = 100 + np.random.default_rng(11).normal(0, 10, 400)
    rolling = roll(values, 1, 4, SIMPLE, most=300)
    held = coverage(rolling, len(values), level)
    assert held == pytest.approx(level, abs=0.05)


def test_a_forecast_has_points_with_nested_intervals_after_the_last_step() -> None:
    told = forecast(a_series(100 + NOISE.normal(0, 10, 60)))
    assert [point.at for point in told.points[:2]] == [date(2027, 3, 1), date(2027, 3, 8)]
    for point in told.points:
        (low, high), (lower, higher) = point.intervals[0.8], point.intervals[0.95]
        assert 0 <= lower <= low <= point.value <= high <= higher
    assert told.coverage[0.8] is not None
    assert told.model in {*SIMPLE, *FITTED, "combination"}


def test_when_time_is_up_the_rest_is_forecast_simply_and_says_so() -> None:
    many = [a_series(100 + NOISE.normal(0, 10, 40), f"intent-{n}") for n in range(3)]
    empty = a_series(np.zeros(40), "silent")
    moments = iter([0.0, 1.0, 31.0, 31.0])
    told = forecast_all([*many, empty, a_series(np.ones(5), "young")], 30.0, lambda: next(moments))
    assert [(one.series.name, one.hurried) for one in told] == [
        ("intent-0", False),
        ("intent-1", True),
        ("intent-2", True),
    ]


def test_weekly_revenue_of_online_retail_beats_the_seasonal_naive_forecast() -> None:
    needed(RETAIL.is_file(), f"Online Retail is not at {RETAIL} (set ATTUNE_DATA)")
    history = online_retail_history(RETAIL)
    revenue, _ = sales_series(history, datetime(2011, 12, 9, 12, 50))
    assert (len(revenue.values), revenue.start) == (52, date(2010, 12, 6))
    told = forecast(revenue)
    assert told.measured.origins == 26
    assert told.measured.mase < 1
    assert told.measured.relative < 1
    assert told.coverage[0.8] == pytest.approx(0.8, abs=0.1)
