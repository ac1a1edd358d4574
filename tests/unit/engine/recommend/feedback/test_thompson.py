"""Chances of Thompson sampling: those of drawing many times, and exact where they are known."""

import numpy as np
import pytest

from engine.recommend.feedback.thompson import DEFAULT_RATE, chances, posterior


def test_chances_are_those_of_drawing_many_times() -> None:
    a, b = np.array([2.0, 1.0, 30.0, 5.0]), np.array([20.0, 3.0, 300.0, 90.0])
    draws = np.random.default_rng(3).beta(a, b, (400_000, 4))
    often = np.bincount(draws.argmax(axis=1), minlength=4) / len(draws)
    assert chances(a, b) == pytest.approx(often, abs=0.004)


def test_equals_share_alike_and_all_sum_to_one() -> None:
    found = chances(np.full(5, 1.3), np.full(5, 17.0))
    assert found == pytest.approx([0.2] * 5, abs=1e-9)
    assert chances(np.array([4.0]), np.array([2.0])) == pytest.approx([1.0])


def test_what_is_known_well_to_be_worse_is_hardly_tried_and_what_is_unknown_is() -> None:
    shown, liked = np.array([5_000.0, 5_000.0, 0.0]), np.array([500.0, 50.0, 0.0])
    found = chances(*posterior(shown, liked))
    assert found[1] < 1e-4
    assert found[2] > 0.05


def test_before_anything_was_shown_all_have_the_same_rate() -> None:
    a, b = posterior(np.zeros(3), np.zeros(3))
    assert a / (a + b) == pytest.approx([DEFAULT_RATE] * 3)
