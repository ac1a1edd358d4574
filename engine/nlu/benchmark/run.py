"""One benchmark: train on a file, parse another, score."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from engine.errors import Invalid
from engine.nlu.benchmark.operating_point import OperatingPoint
from engine.nlu.benchmark.project import PIPELINES, Project
from engine.nlu.benchmark.rows import Row, Source, read_rows
from engine.nlu.benchmark.scores import Scores, point_from, score
from engine.nlu.environment import RasaEnvironment

Progress = Callable[[str], None]
FLOOR = 0.95


@dataclass(frozen=True, kw_only=True)
class Task:
    """What to measure.

    oos_label: the label of rows that are out of scope. oos_in_training: keep such rows of the training file
    as a class of their own, instead of leaving them out. dev: where the operating point is chosen, at an
    in-scope accuracy of `floor` or more; without it the component's own fallback decides. epochs: DIET's.
    """

    train: Source
    test: Source
    dev: Source | None = None
    oos_label: str | None = None
    oos_in_training: bool = False
    pipeline: str = "attune"
    floor: float = FLOOR
    epochs: int | None = None


@dataclass(frozen=True, kw_only=True)
class Benchmark:
    """What came out. Milliseconds are wall-clock of one parse inside Rasa, over the test file."""

    pipeline: str
    train_examples: int
    oos_left_out: int
    test_examples: int
    scores: Scores
    point: OperatingPoint
    train_seconds: float
    parse_p50_ms: float
    parse_p95_ms: float
    resident_mb: float

    def as_dict(self) -> dict[str, Any]:
        """The figures of the contract first: `in_scope_accuracy` is without a threshold, `oos_recall` at the
        operating point; both of both stand below.
        """
        scores = self.scores
        return {
            "accuracy": scores.accuracy,
            "macro_f1": scores.macro_f1,
            "in_scope_accuracy": scores.without_threshold.in_scope_accuracy,
            "oos_recall": scores.at_point.oos_recall,
            "oos_auroc": scores.oos_auroc,
            "train_seconds": self.train_seconds,
            "parse_p50_ms": self.parse_p50_ms,
            "parse_p95_ms": self.parse_p95_ms,
            "resident_mb": self.resident_mb,
            "without_threshold": asdict(scores.without_threshold),
            "operating_point": {**asdict(scores.at_point), **asdict(self.point)},
            "pipeline": self.pipeline,
            "train_examples": self.train_examples,
            "oos_left_out_of_training": self.oos_left_out,
            "examples": self.test_examples,
        }


def benchmark(task: Task, environment: RasaEnvironment, progress: Progress = lambda _: None) -> Benchmark:
    """Runs a task in Rasa. Raises Invalid and NotFound for wrong files, Unavailable where Rasa fails."""
    rows, test, dev = _read(task)
    kept = [row for row in rows if task.oos_in_training or row.label != task.oos_label]
    with tempfile.TemporaryDirectory(prefix="attune-benchmark-") as folder:
        project = Project(environment, Path(folder), task.pipeline, task.epochs)
        progress(f"training {task.pipeline} on {len(kept)} examples of {task.train}")
        train_seconds = project.train(kept)
        progress(f"trained in {train_seconds:.0f} s; parsing {len(dev) + len(test)} texts")
        parses = project.parse([row.text for row in (*dev, *test)])
    of_dev, of_test = parses.results[: len(dev)], parses.results[len(dev) :]
    point = point_from(dev, of_dev, task.oos_label or "", task.floor)
    seconds = [one.seconds for one in of_test]
    return Benchmark(
        pipeline=task.pipeline,
        train_examples=len(kept),
        oos_left_out=len(rows) - len(kept),
        test_examples=len(test),
        scores=score(test, of_test, task.oos_label, point),
        point=point,
        train_seconds=round(train_seconds, 1),
        parse_p50_ms=round(median(seconds) * 1000, 3),
        parse_p95_ms=round(_percentile_95(seconds) * 1000, 3),
        resident_mb=parses.resident_mb,
    )


def _read(task: Task) -> tuple[list[Row], list[Row], list[Row]]:
    """Training, test and development rows, checked."""
    if task.pipeline not in PIPELINES:
        raise Invalid(f"There is no pipeline {task.pipeline!r}; there are: {', '.join(PIPELINES)}")
    if task.dev is not None and task.oos_label is None:
        raise Invalid("A development file sets the out-of-scope threshold: give --oos-label with --dev")
    rows, test = read_rows(task.train), read_rows(task.test)
    dev = read_rows(task.dev) if task.dev else []
    if len({row.label for row in rows if row.label != task.oos_label}) < 2:  # noqa: PLR2004
        raise Invalid(f"{task.train} needs at least two labels to tell apart")
    if dev and len({row.label == task.oos_label for row in dev}) == 1:
        raise Invalid(f"{task.dev} needs rows labelled {task.oos_label!r} and others to choose a threshold")
    return rows, test, dev


def _percentile_95(seconds: Sequence[float]) -> float:
    return quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
