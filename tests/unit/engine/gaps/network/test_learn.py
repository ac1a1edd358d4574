"""Tables learnt from rows of a known network."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from engine.bench.known_networks import random_network, sampled
from engine.gaps.latent.fields import IntArray
from engine.gaps.network.counts import MISSING, Cases, observed_counts
from engine.gaps.network.learn import learn
from engine.gaps.network.structure import Node, Structure

PAIR = Structure((Node("late", ("no", "yes")), Node("leaves", ("no", "yes"), ("late",))))


def hide(codes: IntArray, share: float, rng: np.random.Generator) -> IntArray:
    return np.where(rng.random(codes.shape) < share, MISSING, codes)


def test_whole_rows_give_counts_and_prior() -> None:
    codes = np.array([[0, 0]] * 6 + [[0, 1]] * 2 + [[1, 1]] * 3)
    tables = learn(PAIR, Cases.of(codes), prior=2.0).tables
    assert_allclose(tables["late"], [9 / 13, 4 / 13])
    assert_allclose(tables["leaves"], [[7 / 10, 3 / 10], [1 / 5, 4 / 5]])


def test_what_is_never_seen_is_even() -> None:
    tables = learn(PAIR, Cases.of(np.array([[0, 0]] * 5))).tables
    assert_allclose(tables["leaves"][1], [0.5, 0.5])


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10**6), st.integers(1, 5), st.sampled_from([0.1, 0.5, 1.0]))
def test_what_is_climbed_never_falls(seed: int, nodes: int, hidden: float) -> None:
    rng = np.random.default_rng(seed)
    structure, tables = random_network(rng, nodes, parents=2)
    codes = hide(sampled(structure, tables, 60, rng), hidden, rng)
    learnt = learn(structure, Cases.of(codes), tolerance=0.0, most=25)
    steps = np.diff(learnt.history)
    assert (steps >= -1e-9 * np.maximum(1.0, np.abs(learnt.history[:-1]))).all()
    for table in learnt.tables.values():
        assert_allclose(table.sum(axis=-1), 1.0)


def test_the_network_behind_the_rows_is_found_although_values_are_missing() -> None:
    rng = np.random.default_rng(2)
    structure, tables = random_network(rng, 5, parents=2)
    codes = hide(sampled(structure, tables, 20_000, rng), 0.2, rng)
    learnt = learn(structure, Cases.of(codes)).tables
    seen = observed_counts(structure, Cases.of(codes))
    for name, table in tables.items():
        often = seen[name].sum(axis=-1) > 1500
        assert np.abs(learnt[name] - table)[often].max(initial=0.0) < 0.04


def test_values_missing_for_a_reason_that_is_known_bias_nothing() -> None:
    """Whether they left is known less often of the late ones; counting whole rows per state of "late" sees
    that, counting all rows alike would not."""
    rng = np.random.default_rng(5)
    late = (rng.random(20_000) < 0.3).astype(np.int64)
    leaves = (rng.random(20_000) < np.where(late == 1, 0.8, 0.2)).astype(np.int64)
    known = rng.random(20_000) < np.where(late == 1, 0.1, 0.9)
    codes = np.stack([late, np.where(known, leaves, MISSING)], axis=1)
    tables = learn(PAIR, Cases.of(codes)).tables
    assert tables["late"][1] == pytest.approx(0.3, abs=0.02)
    assert tables["leaves"][:, 1] == pytest.approx([0.2, 0.8], abs=0.05)
