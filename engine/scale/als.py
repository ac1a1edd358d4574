"""Latent factors of items by Spark's alternating least squares, for the fold-in of `engine.recommend`."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np

from engine.recommend.interactions import FloatArray
from engine.recommend.sources.als import AlsConfig
from engine.scale.log import SparkFrame, functions

LEAST = 1e-6


def item_factors(cells: SparkFrame, items: Sequence[str], config: AlsConfig) -> FloatArray:
    """(items, factors); zeros for items that nobody touched.

    The objective is Hu, Koren and Volinsky's, as in `Als`, but Spark writes it otherwise:

    * its confidence is 1 + alpha |r|, ours alpha |w|, so r = sign(w) (|w| - 1 / alpha), at least 1e-6 of it;
    * it multiplies lambda by how many positive weights a row has (Zhou et al. 2008), ours does not: lambda
      is divided by their mean over customers, so that a customer of average activity gets ours.

    Factors are only defined up to a rotation and the starts differ, so they are not ours number by number.
    """
    f = functions()
    library: Any = import_module("pyspark.ml.recommendation")
    features: Any = import_module("pyspark.ml.feature")
    strength = f.greatest(f.abs("weight") - 1.0 / config.alpha, f.lit(LEAST))
    rows = cells.where("weight <> 0").withColumn("rating", f.signum("weight") * strength)
    counts = rows.where("weight > 0").groupBy("customer").count().agg(f.avg("count")).first()
    if counts is None or counts[0] is None:
        return np.zeros((len(items), 1))
    indexer = features.StringIndexer(
        inputCol="customer", outputCol="row", stringOrderType="alphabetAsc", handleInvalid="error"
    )
    rows = indexer.fit(rows).transform(rows).select(f.col("row").cast("int").alias("row"), "item", "rating")
    model = library.ALS(
        rank=config.factors,
        maxIter=config.iterations,
        regParam=config.regularisation / float(counts[0]),
        alpha=config.alpha,
        implicitPrefs=True,
        userCol="row",
        itemCol="item",
        ratingCol="rating",
        seed=config.seed,
        checkpointInterval=-1,
    ).fit(rows)
    found = model.itemFactors.toArrow().to_pandas()
    factors = np.zeros((len(items), config.factors))
    if len(found):
        factors[found["id"].to_numpy(dtype=np.int64)] = np.stack(found["features"].to_list())
    return factors
