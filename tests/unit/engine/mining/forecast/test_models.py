"""The models: what they must say of series whose future is plain, and what they never do."""

from collections.abc import Iterator

import numpy as np
import pytest

from engine.mining.forecast.models import (
    COMBINATION,
    FITTED,
    SIMPLE,
    forecasts,
    one_thread,
    recent_mean,
    seasonal_naive,
)

ALL = {**SIMPLE, **FITTED}


@pytest.fixture(autouse=True)
def quickly() -> Iterator[None]:
    with one_thread():
        yield


@pytest.mark.parametrize("period", [1, 7])
def test_a_constant_stays(period: int) -> None:
    for name, told in forecasts(ALL, np.full(40, 500.0), 5, period).items():
        assert told == pytest.approx(np.full(5, 500.0), rel=0.02), name


def test_the_weekday_pattern_is_repeated() -> None:
    week = np.array([10, 20, 30, 40, 50, 9, 8.0])
    past = np.tile(week, 8)
    expected = np.resize(week, 10)
    assert seasonal_naive(past, 10, 7).tolist() == expected.tolist()
    assert recent_mean(past, 10, 7).tolist() == expected.tolist()
    for name in ("smoothing", "ets_damped", "sarima"):
        told = forecasts(ALL, past, 10, 7)[name]
        assert told == pytest.approx(expected, abs=1.5), name


def test_forecasts_are_never_negative() -> None:
    past = np.concatenate([np.linspace(100, 1, 30), np.zeros(6)])
    for told in forecasts(ALL, past, 14, 1).values():
        assert (told >= 0).all()


def test_nothing_at_all_is_forecast_as_nothing() -> None:
    told = forecasts(ALL, np.zeros(40), 3, 7)
    assert set(SIMPLE) <= set(told)
    assert told[COMBINATION].tolist() == [0, 0, 0]


def test_a_model_that_cannot_be_fitted_is_left_out() -> None:
    def broken(past: np.ndarray, horizon: int, period: int) -> np.ndarray:
        raise np.linalg.LinAlgError("singular")

    def lost(past: np.ndarray, horizon: int, period: int) -> np.ndarray:
        return np.full(horizon, np.nan)

    told = forecasts({**SIMPLE, "broken": broken, "lost": lost}, np.arange(1.0, 30), 2, 1)
    assert set(told) == {*SIMPLE, COMBINATION}


def test_a_trend_on_the_log_scale_does_not_explode() -> None:
    past = np.exp(np.linspace(0, 12, 30))
    assert forecasts(ALL, past, 14, 1)["ets_damped"].max() <= past.max() * 10 * (1 + 1e-9)
