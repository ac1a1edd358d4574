"""The models that compete, from the simplest: functions of the past alone."""

import warnings
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from importlib import import_module
from typing import Any

import numpy as np

from engine.mining.forecast.series import FloatArray

Model = Callable[[FloatArray, int, int], FloatArray]
"""(past values, horizon, period) -> (horizon,)."""

SEASONAL_NAIVE = "seasonal_naive"
RECENT = 4
"""Seasons (or steps, where there is none) that the recent mean takes in."""

FLOOR = 0.25
"""A step below this share of the median counts as so much on the log scale: a closed week is not a crash."""

FEW_ZEROS = 0.1


def seasonal_naive(past: FloatArray, horizon: int, period: int) -> FloatArray:
    """The same step of the last season; the last step where the period is 1."""
    return np.resize(past[-period:], horizon)


def naive(past: FloatArray, horizon: int, period: int) -> FloatArray:
    """The last step."""
    return np.repeat(past[-1], horizon)


def recent_mean(past: FloatArray, horizon: int, period: int) -> FloatArray:
    """The mean of the same step in the last seasons."""
    seasons = min(RECENT, len(past) // period)
    return np.resize(past[-seasons * period :].reshape(seasons, period).mean(axis=0), horizon)


def smoothing(past: FloatArray, horizon: int, period: int) -> FloatArray:
    """Simple exponential smoothing, with an additive season where there is one."""
    return _exponential(past, horizon, period, trend=None)


def damped(past: FloatArray, horizon: int, period: int) -> FloatArray:
    """ETS with a damped trend on the log scale. Source: Gardner and McKenzie 1985."""
    return _on_logs(past, lambda logs: _exponential(logs, horizon, period, trend="add"))


def theta(past: FloatArray, horizon: int, period: int) -> FloatArray:
    """The theta method on the log scale. Source: Assimakopoulos and Nikolopoulos 2000."""
    library: Any = import_module("statsmodels.tsa.forecasting.theta")
    index = import_module("pandas").RangeIndex(len(past))

    def fit(values: FloatArray) -> FloatArray:
        series = import_module("pandas").Series(values, index=index)
        fitted = library.ThetaModel(series, period=period, deseasonalize=period > 1, use_test=False).fit()
        return np.asarray(fitted.forecast(horizon))

    return _on_logs(past, fit)


def sarima(past: FloatArray, horizon: int, period: int) -> FloatArray:
    """ARIMA (0,1,1), with (0,1,1) of the season where there is one. Source: Box and Jenkins 1970."""
    library: Any = import_module("statsmodels.tsa.statespace.sarimax")
    season = (0, 1, 1, period) if period > 1 else (0, 0, 0, 0)
    model = library.SARIMAX(past, order=(0, 1, 1), seasonal_order=season)
    return np.asarray(model.fit(disp=0, maxiter=50, cov_type="none").forecast(horizon))


SIMPLE: Mapping[str, Model] = {
    SEASONAL_NAIVE: seasonal_naive,
    "naive": naive,
    "recent_mean": recent_mean,
}
FITTED: Mapping[str, Model] = {
    "smoothing": smoothing,
    "ets_damped": damped,
    "theta": theta,
    "sarima": sarima,
}
COMBINATION = "combination"
"""The mean of all the others that gave a forecast."""


def one_thread() -> AbstractContextManager[Any]:
    """Linear algebra on one thread: on matrices this small, its threads wait for each other far longer."""
    library: Any = import_module("threadpoolctl")
    return library.threadpool_limits(1)


def forecasts(
    models: Mapping[str, Model], past: FloatArray, horizon: int, period: int
) -> dict[str, FloatArray]:
    """Each model's forecast and their mean: (horizon,) each, never negative.

    A model that cannot be fitted to this past is left out; the simple ones always can.
    """
    found: dict[str, FloatArray] = {}
    scale = max(float(past.mean()), 1e-9)  # optimisers are slow and lost among values of millions
    for name, model in models.items():
        told = _fitted(model, past / scale, horizon, period)
        if told is not None and np.isfinite(told).all():
            found[name] = np.maximum(told * scale, 0.0)
    found[COMBINATION] = np.mean(list(found.values()), axis=0)
    return found


def _fitted(model: Model, past: FloatArray, horizon: int, period: int) -> FloatArray | None:
    with warnings.catch_warnings():
        # A fit that has not converged still competes: the rolling origin says what it is worth.
        warnings.simplefilter("ignore")
        try:
            return model(past, horizon, period)
        except (ValueError, np.linalg.LinAlgError, FloatingPointError):
            return None


def _exponential(past: FloatArray, horizon: int, period: int, trend: str | None) -> FloatArray:
    library: Any = import_module("statsmodels.tsa.holtwinters")
    model = library.ExponentialSmoothing(
        past,
        trend=trend,
        damped_trend=trend is not None,
        seasonal="add" if period > 1 else None,
        seasonal_periods=period if period > 1 else None,
        initialization_method="estimated",
    )
    return np.asarray(model.fit().forecast(horizon))


def _on_logs(past: FloatArray, fit: Callable[[FloatArray], FloatArray]) -> FloatArray:
    """Fit on the log scale, on the plain one where zeros are not the exception."""
    if (past <= 0).mean() > FEW_ZEROS:
        return fit(past)
    logs = np.log(np.maximum(past, FLOOR * np.median(past)))
    # A trend on the log scale may explode; ten times the most ever seen is beyond belief.
    return np.exp(np.minimum(fit(logs), logs.max() + np.log(10)))
