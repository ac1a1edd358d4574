"""Mid-p values beside scipy's distributions and exact sums."""

import numpy as np
import pytest
from scipy import stats

from engine.gaps.score.tails import mid_p, mid_p_estimated


@pytest.mark.parametrize("n", [1, 5, 40, 500])
@pytest.mark.parametrize("p", [0.003, 0.2, 0.97])
def test_binomial_mid_p_is_half_the_count_and_the_smaller_tail(n: int, p: float) -> None:
    counts = np.arange(n + 1.0)
    law = stats.binom(n, p)
    lower = law.cdf(counts) - law.pmf(counts) / 2
    wanted = np.clip(2 * np.minimum(lower, 1 - lower), 0, 1)
    assert mid_p(counts, np.full(n + 1, float(n)), np.full(n + 1, p)) == pytest.approx(wanted, abs=1e-9)


@pytest.mark.parametrize("n", [1, 5, 40, 500])
@pytest.mark.parametrize("p", [0.003, 0.2, 0.97])
@pytest.mark.parametrize("precision", [0.5, 30.0, 2000.0])
def test_estimated_mid_p_is_that_of_the_beta_binomial(n: int, p: float, precision: float) -> None:
    counts = np.arange(n + 1.0)
    law = stats.betabinom(n, precision * p, precision * (1 - p))
    mass = law.pmf(np.arange(n + 1))
    lower = np.cumsum(mass) - mass / 2
    wanted = np.clip(2 * np.minimum(lower, 1 - lower), 0, 1)
    found = mid_p_estimated(counts, np.array(float(n)), np.array(p), np.array(precision))
    assert found == pytest.approx(wanted, abs=1e-8)


def test_who_said_nothing_says_nothing_unusual() -> None:
    none = np.zeros(3)
    p = np.array([0.1, 0.3, 0.6])
    assert mid_p(none, none, p).tolist() == [1, 1, 1]
    assert mid_p_estimated(none, none, p, np.full(3, 20.0)).tolist() == [1, 1, 1]


def test_a_certain_estimate_is_as_good_as_knowing() -> None:
    counts, n, p = np.arange(0.0, 60.0), np.full(60, 1000.0), np.full(60, 0.02)
    assert mid_p_estimated(counts, n, p, np.full(60, 1e9)) == pytest.approx(mid_p(counts, n, p), rel=1e-4)


def test_ten_thousand_statements_neither_run_over_nor_under() -> None:
    counts = np.array([0.0, 2900.0, 3000.0, 3100.0, 10_000.0])
    found = mid_p_estimated(counts, np.array(10_000.0), np.array(0.3), np.array(1e4))
    assert np.isfinite(found).all()
    assert found[0] < 1e-100
    assert found[2] > 0.9
    assert found[4] < 1e-100
