"""The benchmark of calibrated lists, on a small shop made like Online Retail."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from engine.bench.calibration import Point, Trial, calibration_figures, calibration_trial, chosen
from engine.bench.calibration_picture import draw
from engine.frames import pd
from engine.recommend.mix import default_mix

KINDS = ("BAG", "CANDLE", "MUG", "TOY")
"""Words by which the importer gives each product its category."""
GRID = (0.0, 0.05, 0.8)


@pytest.fixture(scope="module")
def trial() -> Trial:
    """Sixty customers with two kinds that they like, one twice as much; three baskets, a month apart."""
    random = np.random.default_rng(5)
    rows = []
    for n in range(60):
        for basket in range(3):
            at = datetime(2011, 3, 1) + timedelta(days=30 * basket, minutes=n)
            for kind in random.choice([n % 4, n % 4, (n + 1) % 4], 8):
                rows.append((f"c{n:03d}", f"{KINDS[kind]} NUMBER {random.integers(15)}", at))
    table = pd.DataFrame(rows, columns=["customer", "item", "at"])
    table = table.assign(at=table["at"].dt.tz_localize("UTC"), weight=1.0, bought=True)
    cut, tuning_cut = datetime(2011, 4, 29), datetime(2011, 3, 30)
    mix = default_mix("a small shop")
    return calibration_trial(table, mix, cut=cut, tuning_cut=tuning_cut, grid=GRID)


def test_more_calibration_brings_lists_nearer_to_the_past(trial: Trial) -> None:
    assert [one.balance for one in trial.test] == list(GRID)
    figures = calibration_figures(trial)
    for kind in ("any", "new"):
        none, little, much = (figures[f"calibration_{name}_{kind}_kl"].value for name in ("0", "0_05", "0_8"))
        assert 0 <= much < none
        assert much <= little <= none + 1e-3, "a little of it does no harm: near repetitions do not come back"
        assert 0 < figures[f"calibration_0_8_{kind}_ndcg"].value <= 1
        assert 0 < figures[f"calibration_0_8_{kind}_variety"].value < 1
    assert figures["calibration_chosen"].value in GRID


def test_what_may_lose_quality_is_not_chosen_however_near_its_lists_are(trial: Trial) -> None:
    plain = trial.validation[0]
    none = {kind: np.zeros(len(of)) for kind, of in plain.apart.items()}

    def worse(by: float) -> Point:
        lower = {kind: of * (1 - by) for kind, of in plain.ndcg.items()}
        return replace(plain, balance=0.3, apart=none, ndcg=lower)

    assert chosen([plain, worse(0.001)]) == 0.3
    assert chosen([plain, worse(0.05)]) == 0.0


def test_the_picture_is_the_same_bytes_each_time(trial: Trial, tmp_path: Path) -> None:
    one, other = (draw(trial, tmp_path / name).read_bytes() for name in ("a.svg", "b.svg"))
    assert one == other
