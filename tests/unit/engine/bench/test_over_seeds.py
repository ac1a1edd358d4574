"""Shares over a few seeds say how little a few seeds tell."""

import numpy as np
import pytest

from engine.bench.over_seeds import share_over_seeds


def test_three_seeds_leave_a_wide_interval_and_one_leaves_it_open() -> None:
    mean, low, high = share_over_seeds([0.9, 0.91, 0.92])
    # 4.303 is t of two degrees of freedom; 0.01 the deviation.
    assert (mean, mean - low, high - mean) == pytest.approx((0.91, 0.02484, 0.02484), abs=1e-4)
    assert share_over_seeds([0.9]) == (0.9, 0.0, 1.0)


def test_the_interval_holds_the_mean_as_often_as_it_says() -> None:
    random = np.random.default_rng(0)
    held = 0
    for _ in range(2_000):
        _, low, high = share_over_seeds(random.normal(0.5, 0.05, 3).tolist())
        held += low <= 0.5 <= high
    assert 0.935 <= held / 2_000 <= 0.965
