"""All of mining as a function of data: rules, forecasts, and what is unusual."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from engine.frames import Frame
from engine.mining.anomalies.addresses import Resident
from engine.mining.anomalies.detect import Anomaly, detect
from engine.mining.forecast.forecast import Forecast, forecast_all, long_enough
from engine.mining.forecast.questions import question_series
from engine.mining.forecast.series import Series, sales_series
from engine.mining.rules.baskets import Baskets, purchase_baskets
from engine.mining.rules.itemsets import frequent_itemsets
from engine.mining.rules.rules import RuleBounds, rules_of

Window = tuple[datetime | None, datetime | None]
"""The first and the last moment of a log, aware; None where it has none."""


@dataclass(frozen=True)
class MiningConfig:
    """support, least_baskets: an itemset needs both. length: items of a rule, both sides together.

    seconds: that forecasts may take about, before the rest is forecast simply.
    """

    support: float = 0.005
    least_baskets: int = 8
    length: int = 4
    bounds: RuleBounds = field(
        default_factory=lambda: RuleBounds(min_confidence=0.15, max_q=0.05, tolerance=0.01)
    )
    seconds: float = 60.0


@dataclass(frozen=True)
class Inputs:
    """history: columns as `engine.events.history` gives them. asked: questions by intent and day.

    now: the present, up to which questions are whole; sales are up to the newest event.
    """

    history: Frame
    residents: Sequence[Resident]
    asked: Mapping[str, Counter[date]]
    now: datetime


@dataclass(frozen=True)
class Mined:
    """What came out. series: all that were looked at, those too short for a forecast among them."""

    window: Window
    baskets: Baskets
    rules: Frame
    series: list[Series]
    forecasts: list[Forecast]
    anomalies: list[Anomaly]


def mine(inputs: Inputs, config: MiningConfig | None = None) -> Mined:
    """Association rules of all baskets, forecasts of all series, and all anomalies."""
    chosen, history = config or MiningConfig(), inputs.history
    window = window_of(history)
    baskets = purchase_baskets(history)
    itemsets = frequent_itemsets(
        baskets, chosen.support, min_count=chosen.least_baskets, max_length=chosen.length
    )
    series = [*_sales(history, window[1]), *question_series(inputs.asked, inputs.now)]
    return Mined(
        window,
        baskets,
        rules_of(itemsets, chosen.bounds),
        series,
        forecast_all(series, chosen.seconds),
        detect(history, inputs.residents, window[1] or inputs.now),
    )


def window_of(history: Frame) -> Window:
    """From when to when a history goes."""
    moments = history["at"].dropna()
    if moments.empty:
        return None, None
    first, last = moments.min().to_pydatetime(), moments.max().to_pydatetime()
    return first.replace(tzinfo=UTC), last.replace(tzinfo=UTC)


def _sales(history: Frame, until: datetime | None) -> list[Series]:
    """By the week; by the day where there are not weeks enough."""
    if until is None:
        return []
    weeks = sales_series(history, until, "week")
    return weeks if weeks and all(long_enough(one) for one in weeks) else sales_series(history, until, "day")
