"""The trial of questions, in small: customers of two kinds, and policies that find out which."""

from pathlib import Path

import numpy as np
import pytest

from engine.bench.gap_questions import (
    BITS,
    LIST_GAIN,
    RANDOM,
    Scenario,
    figures_of,
    question_curves,
    worth_in_random,
)
from engine.bench.gap_questions_data import Trial, attributes_of, trial_of
from engine.bench.gap_questions_picture import draw
from engine.bench.gap_questions_run import POLICIES, run
from engine.errors import Unavailable
from engine.frames import pd
from engine.settings import Settings


def planted(customers: int = 240, attributes: int = 20) -> Trial:
    """Four kinds; eight attributes tell which, four each half of it, and the others are chance."""
    random = np.random.default_rng(5)
    kind = random.integers(0, 4, customers)
    chance = np.full((4, attributes), 0.4)
    chance[:, :4] = np.array([0.95, 0.95, 0.05, 0.05])[:, None]
    chance[:, 4:8] = np.array([0.95, 0.05, 0.95, 0.05])[:, None]
    wants = np.full((4, 60), 0.03)
    for number in range(4):
        wants[number, 12 * number : 12 * number + 12] = 0.5
    return Trial(
        tuple(f"a{n}" for n in range(attributes)),
        tuple(f"i{n}" for n in range(60)),
        random.random((customers, attributes)) < chance[kind],
        random.random((customers, 60)) < wants[kind],
        np.where(np.arange(customers) < 40, -1, np.arange(customers) % 2),
    )


def test_informed_questions_are_ahead_and_the_figures_say_by_how_much(tmp_path: Path) -> None:
    trial = planted()
    curves = {Scenario(0.15, 0.1): run(trial, Scenario(0.15, 0.1))}
    by = next(iter(curves.values()))
    assert set(by) == set(POLICIES)
    reported = trial.wants[trial.fold >= 0].any(axis=1).sum()
    assert all(found.shape == (reported, 9) for found in by.values())
    for name in (LIST_GAIN, BITS):
        assert by[name][:, 3].mean() > by[RANDOM][:, 3].mean() + 0.05
    assert worth_in_random(by[LIST_GAIN], by[RANDOM]) >= 2
    figures = figures_of(curves)
    assert figures["question_list_gain_ahead_of_random_noise15_unknown10_k3"].holds
    assert figures["question_list_gain_ahead_of_nothing_noise15_unknown10_k1"].holds
    first = draw(curves, tmp_path / "sub" / "q.svg").read_bytes()
    assert draw(curves, tmp_path / "again.svg").read_bytes() == first


def test_the_trial_parts_a_history_by_time_and_words_by_how_many_share_them() -> None:
    lines = [
        (
            customer,
            pd.Timestamp("2026-01-01") + pd.Timedelta(days=day),
            f"RED BAG {day}" if day < 30 else f"MUG {day}",
        )
        for customer in ("1", "2", "3")
        for day in range(60 if customer != "3" else 10)
    ]
    history = pd.DataFrame(lines, columns=["customer", "at", "product"])
    history["type"] = "purchase"
    trial = trial_of(history)
    assert trial.likes.shape[0] == 2, "ten purchases are too few"
    assert not trial.likes.any(), "nobody buys more red bags than the other"
    asked = [item.startswith("MUG") for item in trial.items]
    assert trial.wants[:, asked].all()
    assert not trial.wants[:, ~np.array(asked)].any()
    words = attributes_of(pd.Series([f"RED BAG {n}" for n in range(8)] + ["RED HAT"]))
    assert set(words["attribute"]) == {"RED", "BAG"}


def test_without_the_data_set_it_is_said_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="ATTUNE_DATA"):
        question_curves(Settings(ATTUNE_DATA=tmp_path), print)
