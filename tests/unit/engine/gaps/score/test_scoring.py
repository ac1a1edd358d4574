"""The gap score: its formula, its flag, and what it says where little is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import Invalid
from engine.gaps.score.precision import precision_of
from engine.gaps.score.scoring import gap_scores, survives

EVEN = np.full((1, 4), 0.25)


def test_the_formula_is_the_designs() -> None:
    p = np.array([[0.5, 0.3, 0.15, 0.05]])
    gaps = gap_scores(np.array([[2.0, 3.0, 0.0, 15.0]]), p)
    for topic, said in enumerate((2, 3, 0, 15)):
        share = (said + 10 * p[0, topic]) / (20 + 10)
        assert gaps.delta[0, topic] == pytest.approx(np.log2(share) - np.log2(p[0, topic]))
    share = (gaps.counts + 10 * p) / 30
    assert gaps.total[0] == pytest.approx(float((share * np.log2(share / p)).sum()))
    assert gaps.flagged[0].tolist() == [True, False, False, True]


def test_without_a_word_there_is_no_gap_but_a_wide_interval() -> None:
    for precision in (None, np.array([50.0])):
        gaps = gap_scores(np.zeros((1, 4)), EVEN, precision)
        assert gaps.delta[0].tolist() == [0, 0, 0, 0]
        assert not gaps.flagged.any()
        assert gaps.total[0] == 0
        assert (gaps.high - gaps.low > 2).all()


def test_a_large_difference_without_evidence_is_not_flagged() -> None:
    gaps = gap_scores(np.array([[2.0, 0.0, 0.0, 0.0]]), np.array([[0.2, 0.3, 0.3, 0.2]]))
    assert gaps.delta[0, 0] > 0.5
    assert not gaps.flagged.any()


def test_a_small_difference_is_not_flagged_however_sure_it_is() -> None:
    gaps = gap_scores(np.array([[3000.0, 2400.0, 2300.0, 2300.0]]), EVEN)
    assert gaps.p_value[0, 0] < 1e-6
    assert not gaps.flagged.any()


def test_what_is_known_vaguely_is_flagged_later_and_has_a_wider_interval() -> None:
    counts = np.array([[14.0, 8.0, 4.0, 4.0]])
    sure, vague = gap_scores(counts, EVEN), gap_scores(counts, EVEN, np.array([5.0]))
    assert vague.p_value[0, 0] > sure.p_value[0, 0]
    assert (sure.flagged[0, 0], vague.flagged[0, 0]) == (True, False)
    assert (vague.high - vague.low > sure.high - sure.low).all()
    assert gap_scores(counts, EVEN, np.array([1e9])).low == pytest.approx(sure.low, abs=1e-3)


@given(
    st.lists(st.integers(0, 10_000), min_size=3, max_size=8),
    st.integers(0, 2**32 - 1),
    st.sampled_from([None, 0.6, 40.0, 1e5]),
)
@settings(max_examples=60, derandomize=True, deadline=None)
def test_intervals_hold_their_gap_and_totals_are_never_negative(
    said: list[int], seed: int, worth: float | None
) -> None:
    p = np.random.default_rng(seed).dirichlet(np.ones(len(said)))[None, :] * 0.98 + 0.02 / len(said)
    counts = np.array([said], dtype=np.float64)
    gaps = gap_scores(counts, p, None if worth is None else np.array([worth]))
    assert (gaps.low <= gaps.delta).all()
    assert (gaps.delta <= gaps.high).all()
    assert np.isfinite([gaps.low, gaps.high, gaps.p_value]).all()
    assert gaps.total[0] >= 0
    assert (np.abs(gaps.delta[gaps.flagged]) > 0.5).all()


def test_benjamini_and_hochberg_step_up() -> None:
    p = np.array([[0.04, 0.03, 0.02, 0.01], [0.2, 0.03, 0.9, 0.9], [1.0, 1.0, 1.0, 0.012]])
    assert survives(p).tolist() == [
        [True, True, True, True],
        [False, False, False, False],
        [False, False, False, True],
    ]


def test_nonsense_is_refused_in_words() -> None:
    with pytest.raises(Invalid, match="same shape"):
        gap_scores(np.zeros((1, 3)), EVEN)
    with pytest.raises(Invalid, match="whole numbers"):
        gap_scores(np.array([[0.5, 0, 0, 0]]), EVEN)
    with pytest.raises(Invalid, match="sum to 1"):
        gap_scores(np.zeros((1, 4)), EVEN * 0.9)
    with pytest.raises(Invalid, match="precision"):
        gap_scores(np.zeros((1, 4)), EVEN, np.array([0.0]))


def test_precision_is_found_from_below_and_only_where_there_is_enough() -> None:
    rng = np.random.default_rng(4)
    shares = np.array([0.4, 0.3, 0.2, 0.1])
    for true in (5.0, 60.0):
        p = rng.dirichlet(true * shares, size=1500)
        deeds = rng.multinomial(30, p).astype(np.float64)
        found = precision_of(deeds, shares)
        assert found is not None
        assert 0.75 * true < found < true
    assert precision_of(np.ones((29, 4)), shares) is None
    assert precision_of(np.eye(4)[rng.integers(0, 4, 500)], shares) is None, "one deed each tells nothing"
