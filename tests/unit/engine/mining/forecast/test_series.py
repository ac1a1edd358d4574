"""Series out of the log: whole steps only, and nothing that was undone at once."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest

from engine.mining.forecast.series import Step, sales_series, steps_of, without_undone
from tests.unit.engine.mining.histories import Line, history_of

MONDAY = datetime(2026, 3, 2, 9)


def bought(day: float, cents: float = 100, *, order: str | None = None, customer: str = "mei") -> Line:
    return ("purchase", customer, MONDAY + timedelta(days=day), "lamp", order, 1.0, cents)


def test_weeks_begin_on_monday_and_only_whole_ones_count() -> None:
    # The log begins on a Wednesday and ends on a Thursday.
    lines = [bought(-5, 7), bought(0, 10), bought(6.4, 20), bought(7, 30), bought(15, 1000)]
    revenue, orders = sales_series(history_of(lines), MONDAY + timedelta(days=17))
    assert (revenue.name, revenue.start, revenue.values.tolist()) == ("revenue", date(2026, 3, 2), [30, 30])
    assert (orders.name, orders.values.tolist()) == ("orders", [2, 1])
    assert revenue.moment(2) == date(2026, 3, 16)


def test_a_day_is_whole_when_the_next_has_begun() -> None:
    lines = [bought(0, 10), bought(1, 20), bought(1.1, 5)]
    revenue, _ = sales_series(history_of(lines), MONDAY + timedelta(days=1, hours=6), "day")
    assert revenue.values.tolist() == [10]


def test_lines_of_one_order_are_one_order() -> None:
    lines = [bought(0, order="W1"), bought(0.01, order="W1"), bought(0.02), bought(0.02), bought(0.02)]
    _, orders = sales_series(history_of(lines), MONDAY + timedelta(days=7))
    assert orders.values.tolist() == [2]


def test_a_week_without_sales_is_zero_and_not_missing() -> None:
    revenue, _ = sales_series(history_of([bought(0), bought(21)]), MONDAY + timedelta(days=28))
    assert revenue.values.tolist() == [100, 0, 0, 100]


def test_a_log_shorter_than_a_step_has_no_series() -> None:
    assert sales_series(history_of([bought(2)]), MONDAY + timedelta(days=4)) == []
    assert sales_series(history_of([]), MONDAY) == []


def test_what_is_taken_back_within_a_day_was_never_bought() -> None:
    slip = ("purchase", "bo", MONDAY, "paper", None, 80_995.0, 168_469_60.0)
    undone = ("return", "bo", MONDAY + timedelta(minutes=12), "paper", None, 80_995.0, 168_469_60.0)
    late = ("return", "mei", MONDAY + timedelta(days=9), "lamp", None, 1.0, 100.0)
    other = ("return", "mei", MONDAY + timedelta(hours=1), "lamp", None, 2.0, 200.0)
    kept = without_undone(history_of([slip, undone, bought(0), late, other]))
    assert kept["customer"].tolist() == ["mei"]


def test_one_return_takes_back_one_purchase_the_last_before_it() -> None:
    back = ("return", "mei", MONDAY + timedelta(hours=2), "lamp", None, 1.0, 100.0)
    lines = [bought(0, 1), bought(1 / 24, 2), back, bought(3 / 24, 3)]
    assert without_undone(history_of(lines))["cents"].tolist() == [1, 3]


@pytest.mark.parametrize(("step", "steps"), [("day", 14), ("week", 2)])
def test_everything_inside_whole_steps_is_counted(step: Step, steps: int) -> None:
    days = np.datetime64("2026-03-02") + np.arange(14)
    series = steps_of("x", "questions", days, np.ones(14), until=MONDAY + timedelta(days=14), step=step)
    assert series is not None
    assert (len(series.values), series.values.sum()) == (steps, 14)
