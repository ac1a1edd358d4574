"""The best items of every customer on Spark: blocks of customers against factors that all workers hold."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

import numpy as np

from engine.frames import Frame
from engine.recommend.interactions import Sparse, sparse_of
from engine.recommend.lists.block import FactorScorer
from engine.recommend.lists.everybody import as_frame
from engine.recommend.lists.file import lists_schema
from engine.scale.arrow import in_batches
from engine.scale.log import SparkFrame, functions

SCHEMA = "customer string, rank int, item string, score double"


def lists_on_spark(
    spark: Any, cells: SparkFrame, items: Sequence[str], scorer: FactorScorer, k: int
) -> SparkFrame:
    """customer, rank, item, score, as `engine.recommend.lists` has them; cells as of `cells_of`."""
    f = functions()
    touched = f.sort_array(f.collect_list(f.struct("item", "weight", "bought")))
    histories = cells.groupBy("customer").agg(touched.alias("touched"))
    histories = histories.select(
        "customer",
        f.col("touched.item").alias("items"),
        f.col("touched.weight").alias("weights"),
        f.col("touched.bought").alias("bought"),
    )
    shared = spark.sparkContext.broadcast((list(items), scorer))

    def best(batches: Iterator[Any]) -> Iterator[Any]:
        names, here = shared.value
        arrow: Any = import_module("pyarrow")
        for batch in batches:
            block = batch.to_pandas()
            weights, barred = _matrices(block, len(names))
            columns, scores = here.top(weights, barred, k)
            frame = as_frame(block["customer"].to_list(), names, columns, scores)
            yield arrow.RecordBatch.from_pandas(frame, schema=lists_schema(), preserve_index=False)

    return in_batches(histories, best, SCHEMA)


def _matrices(block: Frame, width: int) -> tuple[Sparse, Sparse]:
    """Weights and what is not shown again, (customers, items) each: one line a row of the block."""
    lengths = [len(one) for one in block["items"]]
    rows = np.repeat(np.arange(len(block)), lengths)
    columns = _joined(block["items"], np.int64)
    weights = _joined(block["weights"], np.float64)
    barred = (weights < 0) | _joined(block["bought"], bool)
    shape = (len(block), width)
    matrix = sparse_of(weights, (rows, columns), shape)
    matrix.eliminate_zeros()
    return matrix, sparse_of(np.ones(int(barred.sum())), (rows[barred], columns[barred]), shape)


def _joined(parts: Any, kind: Any) -> Any:
    return np.concatenate([np.empty(0, kind), *(np.asarray(part, dtype=kind) for part in parts)])
