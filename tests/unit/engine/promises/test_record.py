"""What the shop's own record says of an order."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from engine.promises.record import FEWEST, NARROW, Record
from engine.promises.stated import chance, state
from tests.unit.engine.promises.shop import HOUR, passage

START = datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_nine_of_ten_of_new_orders_meet_the_moment_whatever_the_shape_of_the_record() -> None:
    random = np.random.default_rng(3)
    met = []
    for _ in range(300):
        hours = np.exp(random.normal(4, 0.7, 160))
        record = Record([passage(START, float(one), shipped=1) for one in hours[:150]])
        for one in hours[150:]:
            order = passage(START, float(one))
            stated = state(record, order, START)
            assert stated is not None
            met.append(order.delivered_at is not None and order.delivered_at <= stated.due_at)
    assert np.mean(met) == pytest.approx(0.9, abs=0.02)


def test_too_few_orders_are_not_enough_evidence() -> None:
    few = Record([passage(START, 50.0) for _ in range(FEWEST - 1)])
    assert state(few, passage(START, None), START) is None
    assert chance(few, passage(START, None), START + HOUR, START) is None
    assert state(Record([]), passage(START, None), START) is None


def test_where_one_of_five_is_lost_nothing_is_promised_of_nine_in_ten() -> None:
    record = Record([passage(START, None if n % 5 == 0 else 50.0 + n / 10) for n in range(100)])
    assert state(record, passage(START, None), START) is None


def test_what_is_not_here_yet_is_compared_with_what_was_not_here_yet() -> None:
    record = Record([passage(START, float(n), shipped=1) for n in range(1, 101)])
    order = passage(START, None, shipped=1)
    at_first, later = state(record, order, START + 2 * HOUR), state(record, order, START + 60 * HOUR)
    assert at_first and later
    assert START + 89 * HOUR <= at_first.due_at <= START + 93 * HOUR
    assert START + 96 * HOUR <= later.due_at <= START + 100 * HOUR
    falling = [chance(record, order, at_first.due_at, START + h * HOUR) for h in (2, 40, 69)]
    assert falling == sorted(falling, reverse=True)  # pyright: ignore[reportArgumentType]
    assert chance(record, order, at_first.due_at, at_first.due_at) == 0.0


def test_an_order_not_sent_yet_is_compared_with_those_sent_late() -> None:
    quick = [passage(START, 40.0 + n / 10, shipped=10) for n in range(60)]
    slow = [passage(START, 140.0 + n / 10, shipped=60) for n in range(60)]
    record = Record([*quick, *slow])
    waiting = state(record, passage(START, None), START + 30 * HOUR)
    sent = state(record, passage(START, None, shipped=10), START + 30 * HOUR)
    assert waiting and sent
    assert waiting.due_at > START + 140 * HOUR
    assert sent.due_at < START + 60 * HOUR
    assert waiting.basis == sent.basis == ("stage",)


def test_a_country_with_enough_orders_has_a_record_of_its_own() -> None:
    near = [passage(START, 30.0 + n / 100, shipped=1) for n in range(NARROW)]
    far = [passage(START, 200.0 + n / 100, shipped=1, country="Norway") for n in range(NARROW)]
    record = Record([*near, *far])
    here, there = (state(record, passage(START, None, country=c), START) for c in ("Singapore", "Norway"))
    assert here and there
    assert "country" in here.basis
    assert there.due_at - here.due_at > timedelta(hours=150)


def test_moments_are_said_by_the_half_hour_never_before_the_quantile() -> None:
    record = Record([passage(START, 50.1) for _ in range(40)])
    stated = state(record, passage(START, None), START)
    assert stated
    assert stated.due_at == START + timedelta(hours=50.5)
