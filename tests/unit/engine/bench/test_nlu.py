"""What `attune bench nlu` reads and how it holds figures against bars."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from engine.bench.figures import reported
from engine.bench.nlu import nlu_figures
from engine.bench.nlu_own import abcd_rows, read_nlu
from engine.bench.nlu_public import hint3_figures
from engine.errors import Unavailable
from engine.nlu.benchmark.operating_point import COMPONENT, OperatingPoint
from engine.nlu.benchmark.rows import Row
from engine.nlu.benchmark.run import Benchmark
from engine.nlu.benchmark.scores import Pair, Scores
from engine.settings import ROOT, Settings


def test_labels_of_abcd_stand_for_intents_that_exist() -> None:
    labels = YAML(typ="safe").load(ROOT / "engine" / "bench" / "abcd_labels.yml")
    frozen = {row.label for row in read_nlu(ROOT / "rasa_bot" / "frozen" / "en.yml")}
    assert set(labels.values()) <= frozen


def test_utterances_without_a_counterpart_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "utterances.csv"
    file.write_text("text,label\nhi,conversational/greeting\n3HM0,state_info/account_numbers\n")
    assert abcd_rows(file) == [Row("hi", "greet")]


def test_examples_lose_their_marks(tmp_path: Path) -> None:
    file = tmp_path / "nlu.yml"
    file.write_text(
        'version: "3.1"\nnlu:\n  - intent: reorder\n    examples: |\n'
        '      - the [red]{"entity": "color"} [mug](product) again\n'
        "  - lookup: product\n    examples: |\n      - mug\n"
    )
    assert read_nlu(file) == [Row("the red mug again", "reorder")]


def test_missing_sets_are_named(tmp_path: Path) -> None:
    (tmp_path / "banking77").mkdir()
    settings = Settings(ATTUNE_DATA=tmp_path)  # pyright: ignore[reportCallIssue]
    with pytest.raises(
        Unavailable, match=r"hint3, clinc150, abcd_retail_utterances not found .* ATTUNE_DATA"
    ):
        nlu_figures(settings, False, lambda _: None)


def test_figures_beside_bar_and_published_peer() -> None:
    scores = Scores(0.7, 0.6, Pair(0.87, 0.0), Pair(0.84, 0.5), 0.9)
    measured = Benchmark(
        pipeline="attune",
        train_examples=600,
        oos_left_out=0,
        test_examples=991,
        scores=scores,
        point=OperatingPoint(None, COMPONENT),
        train_seconds=20.0,
        parse_p50_ms=6.0,
        parse_p95_ms=9.0,
        resident_mb=700.0,
    )
    figures = hint3_figures("curekart", measured)
    assert {name: figure.holds for name, figure in figures.items()} == {
        "hint3_curekart_in_scope_accuracy": True,
        "hint3_curekart_in_scope_accuracy_at_point": True,
        "hint3_curekart_oos_recall_at_point": False,
        "hint3_curekart_oos_auroc": None,
    }
    assert figures["hint3_curekart_in_scope_accuracy"].peer == 0.8407


def test_a_reported_figure_has_no_bar() -> None:
    assert reported(0.5).as_dict() == {"value": 0.5, "bar": None, "peer": None, "holds": None}
