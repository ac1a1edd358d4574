"""Robust z-scores."""

from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from engine.events.outliers import SAMPLE, Reservoir, Scale


def scale_of(values: list[float]) -> Scale:
    reservoir = Reservoir()
    reservoir.add(values)
    return reservoir.scale()


def test_what_lies_far_out_is_told_and_the_usual_is_not() -> None:
    scale = scale_of([1, 2, 3, 4, 6, 8, 12, 24] * 50)
    assert scale.beyond(74_215)
    assert not any(scale.beyond(value) for value in (1, 12, 48))
    assert not scale.beyond(0)


def test_where_most_values_are_equal_the_mean_distance_takes_over() -> None:
    scale = scale_of([1.0] * 90 + [2.0] * 9 + [30_000.0])
    assert scale.beyond(30_000)
    assert not scale.beyond(1)


def test_where_all_are_equal_nothing_is_an_outlier() -> None:
    assert not scale_of([5.0] * 10).beyond(500)
    assert not scale_of([]).beyond(500)


@given(st.lists(st.floats(0.01, 1e6), min_size=1))
def test_the_middle_is_never_an_outlier(values: list[float]) -> None:
    assert not scale_of(values).beyond(sorted(values)[len(values) // 2]) or len(values) % 2 == 0


def test_a_sample_of_constant_size_keeps_the_middle() -> None:
    reservoir = Reservoir()
    reservoir.add(float(n) for n in range(1, 10 * SAMPLE))
    whole = Scale(0, 1)
    assert whole.score(median(range(1, 10 * SAMPLE))) - reservoir.scale().centre < 0.05
