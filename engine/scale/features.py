"""Customers' features on Spark: the functions of `engine.profiles`, run on blocks of customers.

One definition of every feature: what a worker computes of its customers is what one machine computes of all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import numpy as np

from engine.frames import Frame, Series, pd
from engine.profiles.definitions import FEATURES, SHARE
from engine.profiles.features import PURCHASE_WEIGHT, VIEW_WEIGHT, features_of
from engine.profiles.tallies import count_history
from engine.scale.arrow import in_groups
from engine.scale.log import Log, SparkFrame, functions

CODED = ("customer", "type", "product", "category", "order")


def history_of(log: Log) -> SparkFrame:
    """The columns of `engine.events.history.read_history`, of known customers; `at` in microseconds.

    A purchase that was cancelled is left out, and so is the return that says so.
    """
    f = functions()
    cancels = (f.col("type") == "return") & f.col("how").eqNullSafe(f.lit("cancel"))
    gone = log.events.where(cancels & f.col("order_id").isNotNull() & f.col("product").isNotNull())
    gone = gone.select("order_id", "product").distinct().withColumn("gone", f.lit(True))
    kept = log.events.where(~cancels & f.col("customer").isNotNull())
    kept = kept.join(gone, ["order_id", "product"], "left")
    kept = kept.where((f.col("type") != "purchase") | f.col("gone").isNull())
    kept = kept.join(f.broadcast(log.products.select("product", "category")), "product", "left")
    return kept.select(
        "customer",
        f.unix_micros("at").alias("at"),
        "type",
        "product",
        "category",
        f.col("order_id").alias("order"),
        f.col("value").alias("pieces"),
        f.col("cents").cast("double").alias("cents"),
    )


@dataclass(frozen=True)
class FeatureBasis:
    """What features are made with. at: the moment that recency counts up to, UTC without a zone (the newest
    dated event). prices: as `prices_of`; categories: as `largest_categories`, over the whole log.
    """

    at: datetime
    prices: Mapping[str, float]
    categories: list[str]


def basis_of(history: SparkFrame, limit: int | None) -> FeatureBasis:
    """The basis of a whole log; at most so many categories."""
    newest = history.agg(functions().max("at")).first()[0]
    moment = datetime.now(UTC) if newest is None else datetime.fromtimestamp(0, UTC)
    moment += timedelta(microseconds=newest or 0)
    prices, categories = _prices_and_categories(history, limit)
    return FeatureBasis(moment.replace(tzinfo=None), prices, categories)


def _prices_and_categories(history: SparkFrame, limit: int | None) -> tuple[dict[str, float], list[str]]:
    f = functions()
    pieces = f.when(f.col("pieces").isNull() | f.isnan("pieces"), 1.0).otherwise(f.col("pieces"))
    bought, priced = f.col("type") == "purchase", f.col("cents").isNotNull() & ~f.isnan("cents")
    rows = history.where(f.col("type").isin("purchase", "view")).groupBy(
        f.coalesce("category", f.lit("")).alias("category")
    )
    sums = rows.agg(
        f.sum(f.when(bought, pieces * PURCHASE_WEIGHT).otherwise(VIEW_WEIGHT)).alias("weight"),
        f.sum(f.when(bought & priced, pieces).otherwise(0.0)).alias("priced"),
        f.sum(f.when(bought & priced, f.col("cents")).otherwise(0.0)).alias("cents"),
    ).collect()
    prices = {row["category"]: row["cents"] / row["priced"] for row in sums if row["priced"] > 0}
    ranked = sorted((-row["weight"], row["category"]) for row in sums if row["category"])
    return prices, [name for _, name in ranked[:limit]]


def features_on_spark(history: SparkFrame, basis: FeatureBasis, blocks: int = 16) -> SparkFrame:
    """customer and the columns of `features_of`, one row a customer.

    blocks: into how many the customers are divided; each must fit a worker's memory.
    """
    f = functions()
    names = [*(feature.name for feature in FEATURES), *(SHARE + name for name in basis.categories)]
    schema = ", ".join(["customer string", *(f"`{name.replace('`', '``')}` double" for name in names)])

    def block(rows: Any) -> Any:
        frame = _history_frame(rows.to_pandas())
        found = features_of(count_history(frame), basis.at, basis.prices, basis.categories)
        arrow: Any = import_module("pyarrow")
        columns = [arrow.array(found.index.to_list(), arrow.string())]
        columns += [arrow.array(found[name].to_numpy(), arrow.float64()) for name in names]
        return arrow.Table.from_arrays(columns, names=["customer", *names])

    by_block = history.withColumn("block", f.abs(f.hash("customer")) % blocks)
    return in_groups(by_block, "block", block, schema)


def _history_frame(rows: Frame) -> Frame:
    """Rows of a block in the shape of `read_history`."""
    frame = rows.drop(columns="block")
    for name in CODED:
        frame[name] = _coded(frame[name])
    moments = frame["at"].to_numpy(dtype=np.float64)
    known = ~np.isnan(moments)
    # Microseconds of this millennium are whole in a float64 (below 2^53).
    at = np.full(len(frame), np.datetime64("NaT", "us"))
    at[known] = moments[known].astype(np.int64).astype("datetime64[us]")
    frame["at"] = at
    return frame.reset_index(drop=True)


def _coded(column: Series) -> Any:
    names = sorted(column.dropna().unique().tolist())
    return pd.Categorical(column, categories=pd.Index(names, dtype="str"))
