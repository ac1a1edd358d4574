"""The benchmark of single requests, on a small shop."""

from pathlib import Path

from engine.bench.generated_log import LogSize
from engine.bench.recommend_serving import serving_figures
from engine.settings import Settings


def test_a_purchase_is_gone_from_the_next_answer_and_not_from_lists_made_beforehand(tmp_path: Path) -> None:
    said: list[str] = []
    settings = Settings.model_validate({"var_dir": tmp_path / "var"})
    figures = serving_figures(settings, said.append, LogSize(customers=200, items=150), 40)
    gone = figures["serving_bought_is_gone"]
    assert (gone.value, gone.bar, gone.peer, gone.holds) == (40, 40, 0, True)
    assert figures["serving_median_ms"].value > 0
    assert "40 requests" in said[-1]
    assert not list((tmp_path / "var").iterdir())
