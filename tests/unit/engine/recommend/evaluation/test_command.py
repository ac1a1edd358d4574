"""`attune recommend benchmark` as it is called."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from engine.bench.film_shaped import film_shaped
from engine.cli import app


@pytest.mark.parametrize("protocol", ["last-out", "next-basket"])
def test_figures_of_every_source_are_one_json_object(tmp_path: Path, protocol: str) -> None:
    file, picture = tmp_path / "t.csv", tmp_path / "drawn" / "t.svg"
    film_shaped(60, 60, 1_800).to_csv(file, index=False)
    command = ["recommend", "benchmark", "--interactions", str(file), "--protocol", protocol]
    told = CliRunner().invoke(app, [*command, "--picture", str(picture), "--json"])
    assert told.exit_code == 0, told.stderr
    figures = json.loads(told.stdout)
    needed = {"ndcg@10", "recall@10", "coverage", "fit_seconds", "p50_ms"}
    assert {"popularity", "ease", "implicit_bpr", "cascade"} <= figures.keys()
    assert all(needed <= one.keys() for one in figures.values())
    drawn = picture.read_text()
    assert "cascade" in drawn
    assert "<dc:date>" not in drawn  # drawn twice, it is the same file


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Name the table"),
        (["--interactions", "none.csv"], "There is no file"),
        (["--interactions", "none.csv", "--protocol", "all-out"], "split75, last-out, next-basket"),
    ],
)
def test_what_cannot_be_measured_is_said(arguments: list[str], told: str) -> None:
    found = CliRunner().invoke(app, ["recommend", "benchmark", *arguments])
    assert found.exit_code == 1
    assert told in found.stderr
