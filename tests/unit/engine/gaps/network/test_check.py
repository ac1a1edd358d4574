"""Whether the network foresees more than the share that leaves at large."""

import numpy as np
import pandas as pd

from engine.gaps.network.check import foresight
from engine.gaps.network.structure import Node, Structure

PAIR = Structure((Node("delivery", ("on_time", "late")), Node("leaves", ("no", "yes"), ("delivery",))))


def rows(n: int, effect: float) -> pd.DataFrame:
    rng = np.random.default_rng(1)
    late = rng.random(n) < 0.4
    leaves = rng.random(n) < 0.3 + effect * late
    return pd.DataFrame(
        {
            "placed": pd.date_range("2026-01-01", periods=n, freq="h"),
            "delivery": np.where(late, "late", "on_time"),
            "leaves": np.where(leaves, "yes", "no"),
        }
    )


def test_a_real_dependence_beats_the_share_at_large_and_none_does_not() -> None:
    real, none = foresight(PAIR, rows(2000, 0.5)), foresight(PAIR, rows(2000, 0.0))
    assert real is not None
    assert none is not None
    assert real.orders == 500
    assert real.log_loss < real.base_log_loss - 0.05
    assert abs(none.log_loss - none.base_log_loss) < 0.01


def test_too_few_orders_or_one_outcome_only_are_not_measured() -> None:
    assert foresight(PAIR, rows(50, 0.5)) is None
    assert foresight(PAIR, rows(500, 0.5).assign(leaves="no")) is None
