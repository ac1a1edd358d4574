"""Everybody's lists at scale: this machine alone beside Spark on it, on the same factors."""

import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from engine.bench.figures import Figure, at_least, exactly, reported
from engine.bench.generated_log import LogSize, touches_of
from engine.events.export import EVENTS, PRODUCTS, log_schema
from engine.frames import Frame, pd
from engine.memory import peak_megabytes, peak_megabytes_of_children, reset_peak
from engine.recommend.histories import histories_of
from engine.recommend.interactions import Interactions, interactions_from
from engine.recommend.lists.block import FactorScorer
from engine.recommend.lists.everybody import lists_of
from engine.recommend.lists.file import write_lists
from engine.recommend.sources.als import Als, AlsConfig
from engine.scale.lists import lists_on_spark
from engine.scale.log import catalogue_of, log_of_files
from engine.scale.session import open_spark
from engine.scale.weights import cells_of
from engine.settings import Settings

PEER = "this machine alone"
K = 10
AGREEMENT = 0.95
ASKED = 300
"""Customers whose lists are compared with those of single requests."""


def recommend_scale_figures(settings: Settings, report: Callable[[str], None]) -> dict[str, Figure]:
    """All of it at full size. Raises Unavailable where Spark cannot run."""
    spark = open_spark(settings, "attune bench")
    try:
        return lists_twice(spark, settings.var_dir, LogSize(), report)
    finally:
        spark.stop()


def lists_twice(spark: Any, var_dir: Path, size: LogSize, report: Callable[[str], None]) -> dict[str, Figure]:
    """Make a log as files below `var_dir`, learn factors, make everybody's lists twice and compare them."""
    var_dir.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=var_dir) as name:
        folder = Path(name)
        frame = touches_of(size)
        _write_log(frame, size, folder / "log")
        items = [f"p{n:05d}" for n in range(size.items)]
        interactions = interactions_from(frame, items)
        report(f"{len(frame)} touches of {size.customers} customers; learning factors")
        model = Als(AlsConfig(factors=size.factors, iterations=5))
        started = time.perf_counter()
        model.fit(interactions)
        fit = time.perf_counter() - started
        scorer = FactorScorer(
            np.asarray(model.item_factors, dtype=np.float64), model.config, np.ones(size.items, dtype=bool)
        )
        reset_peak()
        started = time.perf_counter()
        rows = write_lists(lists_of(interactions, scorer, K), folder / "here.parquet")
        here = time.perf_counter() - started
        here_mb = peak_megabytes()
        report(f"here: {rows} rows in {here:.1f} s, {here_mb:.0f} MB")
        started = time.perf_counter()
        log = log_of_files(spark, str(folder / "log"))
        known = catalogue_of(log)
        cells = cells_of(spark, log, known)
        lists_on_spark(spark, cells, known, scorer, K).write.parquet(str(folder / "spark.parquet"))
        there = time.perf_counter() - started
        there_mb = peak_megabytes_of_children()
        report(f"Spark: {there:.1f} s, {there_mb:.0f} MB")
        ours, theirs = _lists(folder / "here.parquet"), _lists(folder / "spark.parquet")
        single = _single(interactions, model, ours)
    same = float(np.mean([theirs.get(name) == items for name, items in ours.items()]))
    return {
        "lists_customers_on_spark": exactly(len(theirs), len(ours), len(ours)),
        "lists_same_on_spark_share": at_least(same, AGREEMENT),
        "lists_same_as_single_requests_share": at_least(single, AGREEMENT),
        "lists_spark_seconds": reported(there, here),
        "lists_spark_peak_mb": reported(there_mb, here_mb),
        "factors_fit_seconds": reported(fit),
    }


def _write_log(frame: Frame, size: LogSize, folder: Path) -> None:
    """The same as `export_log` would write."""
    arrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    for kind, part in (("purchase", frame[frame["bought"]]), ("view", frame[~frame["bought"]])):
        columns = {"customer": part["customer"], "product": part["item"], "at": part["at"]}
        schema = log_schema().remove(1)
        arrays = [
            arrow.array(columns[field.name], field.type)
            if field.name in columns
            else arrow.nulls(len(part), field.type)
            for field in schema
        ]
        room = folder / EVENTS / f"type={kind}"
        room.mkdir(parents=True)
        parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema), room / "part-0.parquet")
    names = [f"p{n:05d}" for n in range(size.items)]
    shelf = {"product": names, "category": ["k"] * len(names), "active": [True] * len(names)}
    parquet.write_table(arrow.table(shelf), folder / PRODUCTS)


def _lists(file: Path) -> dict[str, list[str]]:
    frame = pd.read_parquet(file).sort_values(["customer", "rank"])
    return {str(name): items.to_list() for name, items in frame.groupby("customer")["item"]}


def _single(interactions: Interactions, model: Als, lists: dict[str, list[str]]) -> float:
    """The share of some customers whose list is what a request of their own finds."""
    asked = interactions.customers[: min(ASKED, len(interactions.customers))]
    same = 0
    for name, history in zip(asked, histories_of(interactions, asked), strict=True):
        scores = model.score(history)
        scores[sorted(history.bought)] = 0.0
        best = np.argsort(-scores, kind="stable")[:K]
        same += lists.get(name, []) == [interactions.items[n] for n in best if scores[n] > 0]
    return same / len(asked)
