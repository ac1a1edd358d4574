"""The threshold that a development part asks for."""

import numpy as np

from engine.nlu.benchmark.operating_point import choose_point

SCORES = np.array([1.0, 2.0, 3.0, 4.0, 0.5, 1.5, 2.5, 9.0])
OOS = np.array([False] * 4 + [True] * 4)


def test_highest_recall_that_keeps_the_floor() -> None:
    right = np.array([True] * 4 + [False] * 4)
    point = choose_point(SCORES, right, OOS, floor=0.75)
    assert point.threshold == 2.0  # 2, 3, 4 stay; 0.5 and 1.5 go
    assert "at least 0.75" in point.rule
    assert choose_point(SCORES, right, OOS, floor=0.5).threshold == 3.0


def test_the_whole_in_scope_part_is_the_base_of_the_floor() -> None:
    right = np.array([False, True, True, True] + [False] * 4)
    assert choose_point(SCORES, right, OOS, floor=0.75).threshold == 2.0


def test_lowest_of_equal_thresholds() -> None:
    scores, oos = np.array([1.0, 5.0, 6.0, 0.0]), np.array([False, False, False, True])
    assert choose_point(scores, ~oos, oos, floor=0.0).threshold == 1.0


def test_floor_out_of_reach_takes_the_best_sum_and_says_so() -> None:
    right = np.array([False, True, True, True] + [False] * 4)
    point = choose_point(SCORES, right, OOS, floor=0.9)
    assert point.threshold == 2.0
    assert "out of reach" in point.rule


def test_nothing_to_turn_away_leaves_everything_in() -> None:
    scores, oos = np.array([3.0, 4.0, 9.0]), np.array([False, False, True])
    assert choose_point(scores, ~oos, oos, floor=1.0).threshold == 3.0


def test_what_is_named_out_of_scope_needs_no_threshold() -> None:
    scores, oos = np.array([3.0, 4.0, -np.inf]), np.array([False, False, True])
    assert choose_point(scores, ~oos, oos, floor=1.0).threshold == 3.0
    assert choose_point(np.full(3, -np.inf), ~oos, oos, floor=1.0).threshold == 0.0
