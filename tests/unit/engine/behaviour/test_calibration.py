"""Calibration mends what is bent and leaves alone what is right; the error is measured as defined."""

import numpy as np
import pytest

from engine.behaviour.calibration import calibrator_for
from engine.behaviour.losses import classwise_ece, ece, log_losses, reliability

RANDOM = np.random.default_rng(3)
ROWS = 6000
TRUE = RANDOM.beta(1, 3, ROWS)
HAPPENED = (RANDOM.random(ROWS) < TRUE).astype(np.int64)
CUSTOMER = np.arange(ROWS)


def two(chance: np.ndarray) -> np.ndarray:
    return np.column_stack([1 - chance, chance])


def error(chances: np.ndarray, label: np.ndarray = HAPPENED) -> float:
    return ece(reliability(chances[:, 1], label))


@pytest.mark.parametrize("bent", [TRUE**2, np.sqrt(TRUE), 0.25 + 0.5 * TRUE])
def test_bent_chances_come_out_right_on_other_customers(bent: np.ndarray) -> None:
    half = ROWS // 2
    calibrator = calibrator_for(two(bent[:half]), HAPPENED[:half], CUSTOMER[:half])
    mended = calibrator(two(bent[half:]))
    assert error(two(bent[half:]), HAPPENED[half:]) > 0.08
    assert error(mended, HAPPENED[half:]) < 0.045
    np.testing.assert_allclose(mended.sum(axis=1), 1)


def test_chances_that_are_right_stay_right() -> None:
    calibrator = calibrator_for(two(TRUE), HAPPENED, CUSTOMER)
    assert np.abs(calibrator(two(TRUE)) - two(TRUE)).mean() < 0.02


def test_a_step_is_mended_by_steps_and_only_with_enough_rows() -> None:
    step = np.where(TRUE > 0.3, 0.9, 0.5) + RANDOM.normal(0, 0.001, ROWS)
    chances = two(np.clip(step, 0.01, 0.99))
    assert calibrator_for(chances[:900], HAPPENED[:900], CUSTOMER[:900]).name == "sigmoid"
    assert error(calibrator_for(chances, HAPPENED, CUSTOMER)(chances)) < 0.02


def test_more_than_two_classes() -> None:
    true = RANDOM.dirichlet((3, 2, 1), ROWS)
    label = (RANDOM.random(ROWS)[:, None] > true.cumsum(axis=1)).sum(axis=1).astype(np.int64)
    bent = true**2.5 / (true**2.5).sum(axis=1, keepdims=True)
    mended = calibrator_for(bent, label, CUSTOMER)(bent)
    assert classwise_ece(bent, label) > 0.05
    assert classwise_ece(mended, label) < 0.02
    assert log_losses(mended, label).mean() < log_losses(bent, label).mean()


def test_one_class_alone_is_left_alone() -> None:
    label = np.zeros(50, np.int64)
    assert calibrator_for(two(TRUE[:50]), label, CUSTOMER[:50]).name == "none"


def test_the_error_is_the_weighted_distance_of_the_bins() -> None:
    chance = np.array([0.1, 0.1, 0.3, 0.3, 0.8, 0.8])
    happened = np.array([0, 0, 0, 1, 1, 1])
    curve = reliability(chance, happened, bins=3)
    assert [one.count for one in curve] == [2, 2, 2]
    assert [one.happened for one in curve] == [0.0, 0.5, 1.0]
    assert ece(curve) == pytest.approx((0.1 + 0.2 + 0.2) / 3)


def test_bins_are_fewer_where_rows_are() -> None:
    assert len(reliability(np.array([0.2, 0.4]), np.array([0, 1]))) == 2
    assert ece(reliability(np.zeros(0), np.zeros(0))) == 0.0
