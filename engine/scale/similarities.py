"""Similarities between items on Spark: `engine.recommend.sources.item_knn.similarities` as a join."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np

from engine.recommend.interactions import Sparse, sparse_of
from engine.recommend.sources.item_knn import ItemKnnConfig
from engine.scale.log import SparkFrame, functions


def pairs_of(cells: SparkFrame, config: ItemKnnConfig) -> SparkFrame:
    """item, other, cosine (shrunk), together (customers who bought and kept both): of each item its
    `neighbours` largest cosines above 0, ties by item.

    cells: as of `cells_of`. Cosines round at the 12th digit before they are ordered, as the order of adding
    is not the same in two runs.
    """
    f = functions()
    window: Any = import_module("pyspark.sql.window").Window
    cells = cells.select("customer", "item", "weight", f.col("bought").cast("int").alias("bought"))
    others = cells.select(
        "customer",
        f.col("item").alias("other"),
        f.col("weight").alias("weight_2"),
        f.col("bought").alias("bought_2"),
    )
    joint = cells.join(others, "customer").where("item < other")
    sums = joint.groupBy("item", "other").agg(
        f.sum(f.col("weight") * f.col("weight_2")).alias("product"),
        f.sum(f.col("bought") * f.col("bought_2")).alias("together"),
    )
    norms = cells.groupBy("item").agg(f.sqrt(f.sum(f.col("weight") * f.col("weight"))).alias("norm"))
    sums = sums.where("product > 0").join(norms, "item")
    sums = sums.join(norms.select(f.col("item").alias("other"), f.col("norm").alias("norm_2")), "other")
    cosine = f.col("product") / (f.col("norm") * f.col("norm_2") + config.shrinkage)
    half = sums.select("item", "other", f.round(cosine, 12).alias("cosine"), "together").where("cosine > 0")
    mirrored = half.select(f.col("other").alias("item"), f.col("item").alias("other"), "cosine", "together")
    order = window.partitionBy("item").orderBy(f.desc("cosine"), "other")
    ranked = half.unionByName(mirrored).withColumn("place", f.row_number().over(order))
    return ranked.where(f.col("place") <= config.neighbours).drop("place")


def collected(pairs: SparkFrame, items: Sequence[str]) -> tuple[Sparse, Sparse]:
    """The pairs as two (items, items) CSR arrays of one pattern: cosines, and customers who bought both."""
    found = pairs.toArrow().to_pandas()
    places = (found["item"].to_numpy(dtype=np.int64), found["other"].to_numpy(dtype=np.int64))
    shape = (len(items), len(items))
    cosines = sparse_of(found["cosine"].to_numpy(dtype=np.float64), places, shape)
    # Counted from 1, so that a pair that nobody bought keeps its place in the pattern.
    together = sparse_of(found["together"].to_numpy(dtype=np.float64) + 1.0, places, shape)
    together.data -= 1.0
    return cosines, together
