"""A figure by groups: means, intervals, and no group so small that it tells of single people."""

import numpy as np
import pytest

from engine.recommend.fairness.groups import compared, natural, together


def test_a_difference_that_is_there_is_found_with_an_interval_above_nothing() -> None:
    random = np.random.default_rng(1)
    values = np.concatenate([random.normal(0.3, 0.1, 80), random.normal(0.1, 0.1, 60), np.zeros(5)])
    names = ["young"] * 80 + ["old"] * 60 + [None] * 3 + ["few"] * 2
    found = compared(values, names, attribute="age", figure="ndcg@10")
    assert found is not None
    assert [(one.name, one.customers) for one in found.groups] == [("old", 60), ("young", 80)]
    old, young = found.groups
    assert old.low < old.mean < old.high < young.low < young.mean < young.high
    assert found.apart_low < found.apart < found.apart_high
    assert abs(found.apart - (young.mean - old.mean)) < 1e-12
    assert found.left_out == 5


def test_a_group_without_any_success_is_not_surely_without_one() -> None:
    random = np.random.default_rng(4)
    values = np.concatenate([np.zeros(38), np.ones(20), random.random(50)])
    found = compared(values, ["none"] * 38 + ["all"] * 20 + ["some"] * 50, attribute="x", figure="y")
    assert found is not None
    every, none, _ = found.groups
    assert (none.mean, none.low) == (0, 0)
    assert (1 - none.high) ** 38 == pytest.approx(0.025), "38 failures in a row are this likely at the bound"
    assert (every.mean, every.high) == (1, 1)
    assert every.low**20 == pytest.approx(0.025)


def test_the_same_customers_give_the_same_intervals() -> None:
    values = np.random.default_rng(2).random(60)
    names = ["a", "b"] * 30
    assert compared(values, names, attribute="x", figure="y") == compared(
        values, names, attribute="x", figure="y"
    )


def test_with_one_group_there_is_nothing_to_compare() -> None:
    assert compared(np.ones(30), ["a"] * 25 + ["b"] * 5, attribute="x", figure="y") is None


def test_what_chance_makes_is_told_from_a_difference() -> None:
    random = np.random.default_rng(3)
    group = random.integers(0, 4, 200)
    names = [str(one) for one in group]
    noise = random.normal(0.0, 1.0, 200)
    by_lot = compared(noise, names, attribute="a", figure="y")
    real = compared(noise + group, names, attribute="b", figure="y")
    assert by_lot is not None and real is not None
    assert by_lot.apart > 0.1, "a largest difference is never nothing"
    assert by_lot.p_value > 0.05
    assert real.p_value < 0.001
    assert [one.q_value for one in together([by_lot, real])] == [by_lot.p_value, 2 * real.p_value]


def test_bands_come_in_the_order_of_their_numbers() -> None:
    ordered = ["Under 15K", "15-24K", "100-124K", "250K+", "Owner", "Renter"]
    assert sorted(sorted(ordered), key=natural) == ordered
