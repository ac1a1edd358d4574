"""Calibration: the categories of the past in their shares, at the price that its balance says."""

import numpy as np
import pytest

from engine.recommend.interactions import History
from engine.recommend.rules.calibration import calibrated, divergence, taste
from engine.recommend.views import Candidate

CATEGORIES = np.array([0, 0, 0, 0, 1, 1, 2])
FOUND = [Candidate(n, "discover", "ease", 1.0 - 0.1 * n, 1.0 - 0.1 * n) for n in range(7)]
WANTED = np.array([0.5, 0.5, 0.0])


def columns(balance: float, count: int = 4) -> list[int]:
    return [one.item for one in calibrated(FOUND, CATEGORIES, WANTED, balance, count)]


def test_without_balance_it_is_the_order_of_worth() -> None:
    assert columns(0.0) == [0, 1, 2, 3]


def test_with_balance_the_shares_of_the_past_come_about() -> None:
    shown = CATEGORIES[columns(0.9)]
    assert np.bincount(shown, minlength=3).tolist() == [2, 2, 0]
    assert columns(1.0, 10)[-1] == 6, "what the past has nothing of comes last"


def test_near_repetitions_do_not_come_back_with_calibration() -> None:
    likeness = np.eye(7)
    likeness[:2, :2] = 1.0
    found = [FOUND[n] for n in (0, 2, 3, 4, 5, 6, 1)]
    places = [0, 2, 3, 4, 5, 6, 1]
    alike = likeness[np.ix_(places, places)].__getitem__
    order = calibrated(found, CATEGORIES[places], WANTED, 0.0, 7, alike, 0.5)
    assert [one.item for one in order] == [0, 2, 3, 4, 5, 6, 1], "as it was without calibration"
    shown = [one.item for one in calibrated(found, CATEGORIES[places], WANTED, 0.9, 4, alike, 0.5)]
    assert 1 not in shown
    assert np.bincount(CATEGORIES[shown], minlength=3).tolist() == [2, 2, 0]


def test_what_was_moved_says_so_and_by_how_many_places() -> None:
    moved = calibrated(FOUND, CATEGORIES, WANTED, 0.9, 4)
    lifted = next(one for one in moved if one.item == 4)
    assert [(ruling.rule, ruling.places) for ruling in lifted.rulings] == [("calibration", -3)]
    assert moved[0].rulings == ()


def test_divergence_is_nothing_where_shares_agree_and_finite_where_a_category_is_missing() -> None:
    assert divergence(WANTED, WANTED) == pytest.approx(0)
    missing = divergence(WANTED, np.array([1.0, 0, 0]))
    assert 0 < float(missing) < 10


def test_a_short_past_is_no_taste() -> None:
    weights = np.array([1.0, 1, 0, 0.5, 1, -1, 0])
    assert taste(History(weights), CATEGORIES, 3) is None
    weights[2] = 0.5
    assert taste(History(weights), CATEGORIES, 3) == pytest.approx(np.array([3.0, 1, 0]) / 4)


def test_nothing_to_order_is_no_error() -> None:
    assert calibrated([], np.zeros(0, dtype=np.intp), WANTED, 0.5, 5) == []
