"""Estimates of another policy, where its true value is known."""

import numpy as np
import pytest

from engine.recommend.feedback.off_policy import OffPolicy, off_policy

RATES = np.array([0.05, 0.10, 0.02, 0.20])
LOGGED = np.array([0.70, 0.15, 0.10, 0.05])
OTHER = np.array([0.10, 0.20, 0.10, 0.60])
TRUE = float(RATES @ OTHER)


def simulated(seed: int, size: int = 4_000, other: np.ndarray = OTHER, base: float = 0.0) -> OffPolicy:
    random = np.random.default_rng(seed)
    action = random.choice(4, size, p=LOGGED)
    reward = (random.random(size) < RATES[action] + base).astype(float)
    return off_policy(reward, LOGGED[action], other[action])


def test_both_estimates_are_right_on_average_and_their_intervals_hold_the_truth() -> None:
    found = [simulated(seed) for seed in range(200)]
    for values in ([one.ips for one in found], [one.snips for one in found]):
        mean = np.mean([one.value for one in values])
        error = np.std([one.value for one in values]) / np.sqrt(len(values))
        assert abs(mean - TRUE) < 4 * error
        held = np.mean([one.low <= TRUE <= one.high for one in values])
        assert 0.9 <= held <= 0.99
    gains = [one.gain for one in found]
    truth = TRUE - float(RATES @ LOGGED)
    assert 0.9 <= np.mean([one.low <= truth <= one.high for one in gains]) <= 0.99


def test_the_self_normalised_one_varies_less_where_all_rewards_are_high() -> None:
    found = [simulated(seed, 1_000, base=0.6) for seed in range(100)]
    assert np.std([one.snips.value for one in found]) < 0.7 * np.std([one.ips.value for one in found])


def test_the_same_policy_gets_what_was_logged_and_all_showings_count() -> None:
    found = simulated(1, other=LOGGED)
    assert found.ips == found.snips == found.logged
    assert found.gain.value == pytest.approx(0.0, abs=1e-12)
    assert found.effective == pytest.approx(4_000)
    assert found.enough


def test_a_weight_too_large_is_cut_and_counted_and_a_policy_never_seen_says_so() -> None:
    rare = off_policy(np.ones(200), np.full(200, 0.001), np.ones(200))
    assert (rare.clipped, rare.ips.value) == (200, 50.0)
    unseen = off_policy(np.ones(200), np.full(200, 0.5), np.zeros(200))
    assert (unseen.effective, unseen.enough, unseen.snips.value) == (0.0, False, 0.0)


def test_many_showings_to_one_person_say_no_more_than_one() -> None:
    random = np.random.default_rng(3)
    action = random.choice(4, 300, p=LOGGED)
    reward = (random.random(300) < RATES[action]).astype(float)
    once = off_policy(reward, LOGGED[action], OTHER[action])
    told = [np.repeat(values, 10) for values in (reward, LOGGED[action], OTHER[action])]
    tenfold = off_policy(*told, np.repeat(np.arange(300), 10))
    for name in ("ips", "snips", "logged", "gain"):
        one, ten = getattr(once, name), getattr(tenfold, name)
        assert (ten.value, ten.low, ten.high) == pytest.approx((one.value, one.low, one.high))
    assert (once.people, tenfold.people) == (300, 300)
    alone = off_policy(*told)
    assert alone.snips.high - alone.snips.low < 0.5 * (once.snips.high - once.snips.low)


def test_chances_that_were_not_those_drawn_by_are_not_believed() -> None:
    honest = [simulated(seed) for seed in range(200)]
    assert all(one.believable for one in honest)
    random = np.random.default_rng(5)
    action = random.choice(4, 4_000, p=[0.25, 0.25, 0.25, 0.25])
    false = off_policy(np.zeros(4_000), LOGGED[action], OTHER[action])
    assert false.effective > 100
    assert not false.believable
    assert not false.enough


@pytest.mark.parametrize("propensity", [[0.0, 1.0], []])
def test_a_chance_of_nothing_cannot_be_weighed(propensity: list[float]) -> None:
    with pytest.raises(ValueError, match="chance above 0"):
        off_policy(np.ones(len(propensity)), np.array(propensity), np.ones(len(propensity)))
