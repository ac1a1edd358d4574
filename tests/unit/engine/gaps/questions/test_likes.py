"""Who likes what, by what is usual."""

import numpy as np

from engine.gaps.questions.likes import likes_of


def test_who_buys_much_does_not_like_everything_for_that() -> None:
    counts = np.array([[20, 20, 2], [1, 1, 1], [0, 0, 0]])
    assert likes_of(counts).tolist() == [[True, True, False], [False, False, True], [False] * 3]


def test_a_log_without_purchases_shows_nothing() -> None:
    assert likes_of(np.zeros((0, 3), dtype=int)).shape == (0, 3)
    assert not likes_of(np.zeros((2, 3), dtype=int)).any()
