"""The benchmark of rebuilding at scale, on shops small enough for every run."""

from pathlib import Path

from engine.bench.intelligence_scale import scale_figures
from engine.bench.scale_shop import Size
from engine.settings import Settings


def test_both_shops_are_rebuilt_and_removed(tmp_path: Path) -> None:
    told: list[str] = []
    sizes = Size(300, 9_000), Size(600, 18_000)
    figures = scale_figures(Settings.model_validate({"var_dir": tmp_path}), True, told.append, sizes)
    assert figures["rebuild_600_segments"].value >= 2
    assert 0 < figures["rebuild_300_seconds"].value
    assert {"history_600_seconds", "profiles_600_seconds", "segments_600_seconds"} <= figures.keys()
    assert any(line.startswith("600 customers, 18000 events written") for line in told)
    assert not any(tmp_path.iterdir())
