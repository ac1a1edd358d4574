"""What a message changed: intervals that hold, nothing out of nothing, nothing from too few."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from engine.audiences.chance import arm_of
from engine.audiences.uplift import FEWEST, uplift
from engine.intervals import newcombe, wilson

ROUNDS = 2_000


@given(st.integers(1, 3_000), st.integers(1, 3_000), st.floats(0, 1), st.floats(0, 1))
def test_intervals_are_those_of_statsmodels(n: int, m: int, p: float, q: float) -> None:
    a, b = round(n * p), round(m * q)
    assert wilson(a, n) == pytest.approx(proportion_confint(a, n, method="wilson"), abs=1e-9)
    found = newcombe(a, n, b, m)
    assert found is not None
    assert found[1:] == pytest.approx(confint_proportions_2indep(a, n, b, m, method="newcomb"), abs=1e-9)
    assert found[1] - 1e-9 <= found[0] <= found[2] + 1e-9


@pytest.mark.parametrize(
    ("told", "held", "rate", "effect"),
    [(800, 200, 0.10, 0.05), (400, 100, 0.20, 0.10), (2_000, 500, 0.03, 0.02), (300, 300, 0.5, -0.1)],
)
def test_the_interval_covers_a_known_uplift_at_its_nominal_rate(
    told: int, held: int, rate: float, effect: float
) -> None:
    random = np.random.default_rng(20261128)
    bought = random.binomial(told, rate + effect, ROUNDS)
    beside = random.binomial(held, rate, ROUNDS)
    covered = 0
    for a, b in zip(bought.tolist(), beside.tolist(), strict=True):
        found = uplift(told, a, held, b)
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= effect <= found.high
    # 95 % nominal; the standard error of a share of 2,000 rounds is .5 %.
    assert 0.93 <= covered / ROUNDS <= 0.975


def test_a_message_that_changes_nothing_is_called_a_change_at_most_as_often_as_stated() -> None:
    random = np.random.default_rng(7)
    verdicts = [
        uplift(800, int(a), 200, int(b)).verdict
        for a, b in zip(random.binomial(800, 0.1, ROUNDS), random.binomial(200, 0.1, ROUNDS), strict=True)
    ]
    assert set(verdicts) <= {"more", "less", "none_seen"}
    assert sum(one != "none_seen" for one in verdicts) / ROUNDS <= 0.065


def test_from_too_few_customers_or_buyers_nothing_is_concluded() -> None:
    assert uplift(0, 0, 0, 0).verdict == "not_enough"
    assert uplift(500, 100, 0, 0).difference is None
    assert uplift(500, 400, FEWEST - 1, 0).verdict == "not_enough"
    assert uplift(5_000, 4, 5_000, 0).verdict == "not_enough"
    assert uplift(500, 400, FEWEST, 0).verdict == "more"
    assert uplift(500, 10, 500, 100).verdict == "less"


def test_the_hold_out_is_of_the_stated_size_and_the_same_every_time() -> None:
    customers = [f"customer-{n}" for n in range(20_000)]
    held = {id_ for id_ in customers if arm_of("spring", id_, 0.2) == "held"}
    assert held == {id_ for id_ in customers if arm_of("spring", id_, 0.2) == "held"}
    assert len(held) / len(customers) == pytest.approx(0.2, abs=0.01)
    other = {id_ for id_ in customers if arm_of("autumn", id_, 0.2) == "held"}
    assert len(held & other) / len(customers) == pytest.approx(0.04, abs=0.01), "and independent"
    assert {arm_of("a", id_, 0.0) for id_ in customers[:99]} == {"told"}
    assert {arm_of("a", id_, 1.0) for id_ in customers[:99]} == {"held"}
    assert held <= {id_ for id_ in customers if arm_of("spring", id_, 0.3) == "held"}
