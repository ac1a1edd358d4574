"""Completeness, validity, uniqueness and freshness of a field, counted batch by batch."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.events.cells import Bad
from engine.events.field_quality import SKETCH, Distinct, FieldTally


def test_shares_add_up_over_batches() -> None:
    tally = FieldTally(lambda value: value > 0)
    tally.add([1, 1, None, float("nan")])
    tally.add([-1, 2, "", 3])
    quality = tally.quality()
    assert (quality.count, quality.filled, quality.invalid) == (8, 5, 1)
    assert (quality.completeness, quality.validity, quality.uniqueness) == (0.625, 0.8, 0.8)
    assert (quality.freshness, quality.newest) == (None, None)


def test_what_could_not_be_parsed_is_not_valid() -> None:
    tally = FieldTally()
    tally.add(["1", "x"], {"1": 1, "x": Bad("is no number")})
    assert tally.quality().validity == 0.5


def test_freshness_is_the_share_of_the_year_before_the_newest() -> None:
    newest = datetime(2011, 12, 9, tzinfo=UTC)
    tally = FieldTally()
    tally.add(
        [newest, newest - timedelta(days=300), newest - timedelta(days=800), newest - timedelta(days=900)]
    )
    assert (tally.quality().freshness, tally.quality().newest) == (0.5, newest.isoformat())


def test_nothing_says_nothing() -> None:
    assert FieldTally().quality().completeness is None


def test_cells_of_lists_are_counted_too() -> None:
    tally = FieldTally()
    tally.add([[1], [1], {"a": 1}])
    assert tally.quality().uniqueness == pytest.approx(2 / 3, abs=1e-4)


@given(st.lists(st.text()))
def test_few_different_values_are_counted_exactly(texts: list[str]) -> None:
    distinct = Distinct()
    for text in texts:
        distinct.add(text)
    assert distinct.count() == len(set(texts))


def test_many_are_estimated_within_a_tenth() -> None:
    distinct = Distinct()
    for number in range(100_000):
        distinct.add(str(number))
    assert distinct.count() == pytest.approx(100_000, rel=0.1)
    assert len(distinct._kept) == SKETCH
