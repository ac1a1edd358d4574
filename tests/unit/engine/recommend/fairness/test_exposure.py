"""Bands of products by how much they sell, and what share of the places each gets."""

import numpy as np
import pytest

from engine.recommend.fairness.exposure import bands_of, by_band, exposure_of, shown_share, tail_share

BUYERS = np.array([1.0, 50, 0, 30, 15, 4])
LISTS = np.array([[1, 3], [1, 5], [-1, -1]])


def test_head_makes_half_of_the_purchases_and_what_nobody_bought_is_tail() -> None:
    assert bands_of(BUYERS).tolist() == [2, 0, 2, 1, 2, 2]
    assert bands_of(np.zeros(3)).tolist() == [2, 2, 2]


def test_the_first_place_counts_more_and_all_places_make_one() -> None:
    weight = exposure_of(LISTS, 2)
    assert weight.sum() == pytest.approx(1)
    assert weight[0, 0] / weight[0, 1] == pytest.approx(np.log2(3))
    assert not weight[2].any()


def test_shares_of_the_bands_sum_to_one() -> None:
    head, middle, tail = by_band(LISTS, BUYERS)
    for name in ("catalogue", "purchases", "exposure"):
        assert sum(getattr(one, name) for one in (head, middle, tail)) == pytest.approx(1)
    assert (head.items, middle.items, tail.items) == (1, 1, 4)
    assert (head.shown, middle.shown, tail.shown) == (1, 1, 1)
    assert head.exposure > 0.5 > middle.exposure > 0


def test_what_lies_beyond_the_head_is_told_for_each_list() -> None:
    second = (1 / np.log2(3)) / (1 + 1 / np.log2(3))
    assert tail_share(LISTS, BUYERS) == pytest.approx([second, second, 0])
    assert shown_share(LISTS, 6) == 0.5
    assert shown_share(np.full((2, 2), -1), 0) == 0
