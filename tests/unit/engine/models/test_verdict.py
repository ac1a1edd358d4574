"""When a new model may replace the one in use."""

import numpy as np
import pytest

from engine.models.verdict import judge, paired_interval

RANDOM = np.random.default_rng(0)
ROWS = 400
GROUP = np.arange(ROWS)
LOSS = RANDOM.exponential(0.5, ROWS)


def test_clearly_worse_is_not_taken_and_says_by_how_much() -> None:
    verdict = judge(LOSS + RANDOM.normal(0.05, 0.1, ROWS), LOSS, GROUP)
    assert not verdict.taken
    assert verdict.interval is not None
    assert verdict.interval[0] > 0
    assert "worse than the one in use: log loss" in verdict.reason
    assert "400 held-out rows" in verdict.reason


def test_equal_within_noise_is_taken() -> None:
    verdict = judge(LOSS + RANDOM.normal(0.0, 0.1, ROWS), LOSS, GROUP)
    assert verdict.taken
    assert "as good as" in verdict.reason


def test_better_is_taken() -> None:
    verdict = judge(LOSS - 0.05, LOSS, GROUP)
    assert verdict.taken
    assert "better than" in verdict.reason


def test_rows_of_one_customer_are_drawn_together() -> None:
    """Ten copies of a customer's row say no more than one."""
    difference = RANDOM.normal(0.0, 1.0, 50)
    alone = paired_interval(difference, np.arange(50))
    copied = paired_interval(np.repeat(difference, 10), np.repeat(np.arange(50), 10))
    assert copied == pytest.approx(alone)
    naive = paired_interval(np.repeat(difference, 10), np.arange(500))
    assert naive[1] - naive[0] < 0.5 * (copied[1] - copied[0])


def test_the_interval_of_a_mean_agrees_with_its_formula() -> None:
    sample = RANDOM.normal(2.0, 1.0, 2000)
    low, high = paired_interval(sample, np.arange(2000))
    half = 1.96 * sample.std() / np.sqrt(2000)
    assert (low, high) == pytest.approx((sample.mean() - half, sample.mean() + half), abs=0.005)


def test_different_rows_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="same rows"):
        judge(LOSS, LOSS[:-1], GROUP)
