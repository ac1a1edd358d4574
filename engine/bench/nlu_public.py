"""The public sets: which files, which bars, and what others have published on them.

Test parts are scored once; operating points come from the training file's cross-validation (HINT3) or from
the dev part (CLINC150).
"""

from pathlib import Path

from engine.bench.figures import Figure, at_least, reported
from engine.nlu.benchmark.rows import Source
from engine.nlu.benchmark.run import Benchmark, Task

HINT3 = {
    "curekart": {"open": (0.865, 0.8407), "in_scope": (0.83, 0.8186), "oos": (0.55, 0.26)},
    "sofmattress": {"open": (0.771, 0.6926), "in_scope": (0.745, 0.6407), "oos": (0.58, 0.398)},
}
"""Bar and peer: Rasa (ConveRT, DIET) as published with HINT3, threshold .1 (`open`) and .5 (the rest)."""


def banking_task(data: Path, part: str, pipeline: str = "attune") -> Task:
    """part: full, 10shot or 5shot."""
    name = "train.csv" if part == "full" else f"train_{part}.csv"
    folder = data / "banking77"
    return Task(train=Source(folder / name), test=Source(folder / "test.csv"), pipeline=pipeline)


def hint3_task(data: Path, bot: str) -> Task:
    """A live bot's training file and its customers' messages."""
    train, test = (Source(data / "hint3" / f"v1_{bot}_{part}.csv") for part in ("train", "test"))
    return Task(train=train, test=test, oos_label="NO_NODES_DETECTED")


def hint3_figures(bot: str, measured: Benchmark) -> dict[str, Figure]:
    """In-scope accuracy without a threshold, and both figures at the component's own operating point."""
    bars, scores = HINT3[bot], measured.scores
    name = f"hint3_{bot}"
    return {
        f"{name}_in_scope_accuracy": at_least(scores.without_threshold.in_scope_accuracy, *bars["open"]),
        f"{name}_in_scope_accuracy_at_point": at_least(scores.at_point.in_scope_accuracy, *bars["in_scope"]),
        f"{name}_oos_recall_at_point": at_least(scores.at_point.oos_recall or 0.0, *bars["oos"]),
        f"{name}_oos_auroc": reported(scores.oos_auroc or 0.0),
    }


def clinc_task(data: Path) -> Task:
    """The 100 out-of-scope rows of the training part are left out: our pipeline has no class for them."""
    file = data / "clinc150" / "full.csv"
    train, dev, test = (Source(file, split) for split in ("train", "dev", "test"))
    return Task(train=train, dev=dev, test=test, oos_label="oos")


def clinc_figures(measured: Benchmark) -> dict[str, Figure]:
    """Peer: Rasa as published in 2019 by the set's authors."""
    scores = measured.scores
    return {
        "clinc150_in_scope_accuracy": at_least(scores.without_threshold.in_scope_accuracy, 0.96, 0.909),
        "clinc150_in_scope_accuracy_at_point": at_least(scores.at_point.in_scope_accuracy, 0.945, 0.909),
        "clinc150_oos_recall_at_point": at_least(scores.at_point.oos_recall or 0.0, 0.8, 0.312),
        "clinc150_oos_auroc": at_least(scores.oos_auroc or 0.0, 0.978),
    }
