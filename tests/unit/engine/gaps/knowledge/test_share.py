"""The share unresolved and its interval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from engine.gaps.knowledge.share import share_of


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_interval_is_that_of_statsmodels_and_holds_the_share(counts: tuple[int, int]) -> None:
    unresolved, asked = counts
    found = share_of(unresolved, asked)
    low, high = proportion_confint(unresolved, asked, method="wilson")
    assert found.low == pytest.approx(low, abs=1e-6)
    assert found.high == pytest.approx(high, abs=1e-6)
    assert found.share is not None and 0 <= found.low <= found.share <= found.high <= 1


def test_no_question_says_nothing() -> None:
    found = share_of(0, 0)
    assert (found.share, found.low, found.high) == (None, 0.0, 1.0)


def test_more_unresolved_than_asked_is_refused() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        share_of(3, 2)
