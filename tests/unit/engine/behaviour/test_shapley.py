"""Exact Shapley values: they add up, agree with known solutions, and ignore what plays no part."""

from itertools import permutations

import numpy as np
import pytest

from engine.behaviour.shapley import shapley

RANDOM = np.random.default_rng(5)
BACKGROUND = RANDOM.normal(size=(20, 5))
ROW = RANDOM.normal(size=5)
GROUPS = [[0, 1], [2], [3], [4]]


def curved(matrix: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(matrix[:, 0] * matrix[:, 2] + np.abs(matrix[:, 1]) - matrix[:, 3])))


def test_contributions_sum_to_the_prediction_less_the_base() -> None:
    points, base = shapley(curved, ROW, BACKGROUND, GROUPS)
    assert base == pytest.approx(curved(BACKGROUND).mean(), abs=1e-12)
    assert base + points.sum() == pytest.approx(curved(ROW[None])[0], abs=1e-12)


def test_they_agree_with_the_average_over_all_orders() -> None:
    points, _ = shapley(curved, ROW, BACKGROUND, GROUPS)
    gained = np.zeros(len(GROUPS))
    orders = list(permutations(range(len(GROUPS))))
    for order in orders:
        mixed = BACKGROUND.copy()
        before = curved(mixed).mean()
        for group in order:
            mixed[:, GROUPS[group]] = ROW[GROUPS[group]]
            after = curved(mixed).mean()
            gained[group] += after - before
            before = after
    np.testing.assert_allclose(points, gained / len(orders), atol=1e-12)


def test_a_linear_model_has_its_textbook_solution() -> None:
    weight = np.array([2.0, -1.0, 0.5, 0.0, 3.0])
    points, _ = shapley(lambda matrix: matrix @ weight, ROW, BACKGROUND, GROUPS)
    each = weight * (ROW - BACKGROUND.mean(axis=0))
    np.testing.assert_allclose(points, [each[:2].sum(), *each[2:]], atol=1e-12)


def test_a_group_that_the_model_ignores_gets_nothing() -> None:
    points, _ = shapley(curved, ROW, BACKGROUND, [*GROUPS, []])
    assert points[3] == 0.0
    assert points[4] == 0.0


def test_too_many_groups_or_no_background_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 12 groups"):
        shapley(curved, ROW, BACKGROUND, [[0]] * 13)
    with pytest.raises(ValueError, match="background"):
        shapley(curved, ROW, BACKGROUND[:0], GROUPS)
