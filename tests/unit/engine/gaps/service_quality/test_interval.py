"""A gap's interval: honest with few customers, with several answers of one, and where all agree."""

import numpy as np
import pytest
from scipy import stats

from engine.gaps.service_quality.interval import ENOUGH, clustered_mean


def test_nothing_is_said_below_five_customers_however_many_answers_they_gave() -> None:
    few = clustered_mean([(f"c{n % (ENOUGH - 1)}", -1.0) for n in range(40)])
    assert (few.answers, few.customers, few.mean, few.low, few.high) == (40, 4, None, None, None)


def test_it_is_students_interval_where_everybody_answered_once() -> None:
    gaps = (-2.0, -1.0, 0.0, 0.0, 1.0, -1.0)
    found = clustered_mean((str(n), gap) for n, gap in enumerate(gaps))
    usual = stats.ttest_1samp(gaps, 0.0).confidence_interval(0.95)
    assert found.mean == -0.5
    assert (found.low, found.high) == (pytest.approx(usual.low), pytest.approx(usual.high))


def test_ten_answers_of_each_customer_tell_less_than_ten_times_the_customers() -> None:
    once = [(f"c{n}", float(n % 3 - 2)) for n in range(12)]
    repeated = clustered_mean(once * 10)
    alone = clustered_mean(once)
    strangers = clustered_mean([(f"{who}-{n}", gap) for n in range(10) for who, gap in once])
    assert repeated.low == alone.low and repeated.high == alone.high
    assert strangers.low is not None and alone.low is not None and strangers.low > alone.low


def test_five_who_agree_are_no_certainty() -> None:
    found = clustered_mean([(str(n), 0.0) for n in range(5)])
    assert found.low is not None and found.high is not None and found.high - found.low > 0.8


def test_it_holds_the_truth_nineteen_times_of_twenty() -> None:
    random, levels = np.random.default_rng(1), np.arange(1, 6)
    expected, got = [0.02, 0.03, 0.1, 0.3, 0.55], [0.05, 0.1, 0.2, 0.3, 0.35]
    truth = float(levels @ got - levels @ expected)
    held = 0
    for _ in range(400):
        own = random.choice(levels, 20, p=got) - random.choice(levels, 20, p=expected)
        # Each customer answers three times, mostly the same.
        again = random.choice(levels, (20, 3), p=got) - random.choice(levels, (20, 3), p=expected)
        gaps = np.where(random.random((20, 3)) < 0.6, own[:, None], again)
        found = clustered_mean((str(who), float(gap)) for who in range(20) for gap in gaps[who])
        assert found.low is not None and found.high is not None
        held += found.low <= truth <= found.high
    assert held >= 0.92 * 400
