"""One job: the list of every customer, written by Spark's workers."""

from pathlib import Path
from typing import Any

from engine.gaps.reports.choices import not_personalised
from engine.recommend.lists.block import FactorScorer
from engine.recommend.lists.file import checked_suffix
from engine.scale.lists import lists_on_spark
from engine.scale.work import SparkWork


def write_everybodys_lists(work: SparkWork, scorer: FactorScorer, k: int, out: Path) -> int:
    """Write customer, rank, item, score to the folder `out` (.csv or .parquet: one file a partition); returns
    the rows. Overwrites what lies there. Who switched personalisation off has no list.
    """
    kind = checked_suffix(out)
    lists = lists_on_spark(work.spark, work.cells, work.items, scorer, k)
    with work.database.session(writes=False) as session:
        off = sorted(not_personalised(session))
    if off:
        lists = lists.where(~lists["customer"].isin(off))
    writer: Any = lists.write.mode("overwrite")
    path = str(out.resolve())
    if kind == "csv":
        writer.option("header", "true").csv(path)
        return int(work.spark.read.option("header", "true").csv(path).count())
    writer.parquet(path)
    return int(work.spark.read.parquet(path).count())
