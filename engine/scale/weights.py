"""Who touched which product, for or against: `engine.recommend.reading.read_interactions` on Spark."""

from collections.abc import Sequence
from typing import Any

from engine.recommend.weights import BAD_MOOD, COMPLAINT, KINDS, RETURNED, STARS, WEIGHTS
from engine.scale.log import Log, SparkFrame, functions


def cells_of(spark: Any, log: Log, items: Sequence[str]) -> SparkFrame:
    """One row for each customer and item: customer, item (its place in `items`), weight, bought (kept).

    The same weights as on one machine: of several touches the strongest for and the strongest against add up,
    within [-1, 1]; a purchase that was sent back or cancelled no longer counts. Rows of weight 0 are left out
    unless they are `bought`.
    """
    f = functions()
    places = spark.createDataFrame(
        list(zip(items, range(len(items)), strict=True)), "product string, item int"
    )
    events = log.events.where(f.col("type").isin(*KINDS) & f.col("customer").isNotNull())
    events = events.join(f.broadcast(places), "product")
    returned = events.where("type = 'return' and (how is null or how <> 'exchange') and basket is not null")
    undone = returned.select("customer", "item", "basket").distinct().withColumn("undone", f.lit(True))
    events = events.join(undone, ["customer", "item", "basket"], "left")
    gone = (f.col("type") == "purchase") & f.col("undone")
    weight = f.when(gone, 0.0).otherwise(_weight(f))
    kept = (f.col("type") == "purchase") & f.col("undone").isNull()
    rows = events.select("customer", "item", weight.alias("w"), kept.alias("kept"))
    most, least = f.greatest(f.max("w"), f.lit(0.0)), f.least(f.min("w"), f.lit(0.0))
    total = f.greatest(f.least(most + least, f.lit(1.0)), f.lit(-1.0))
    cells = rows.groupBy("customer", "item").agg(total.alias("weight"), f.max("kept").alias("bought"))
    return cells.where("weight <> 0 or bought")


def _weight(f: Any) -> Any:
    """`weight_of` as a column."""
    known = f.col("value").isNotNull() & ~f.isnan("value") & (f.abs("value") != float("inf"))
    stars = f.lit(0.0)
    for number, weight in STARS.items():
        # Half stars go to the even number, as Python's `round` does.
        stars = f.when(known & (f.bround("value") == number), weight).otherwise(stars)
    complains = f.col("value").isNotNull() & (f.col("value") <= BAD_MOOD)
    spared = f.col("how").isNotNull() & f.col("how").isin("exchange", "cancel")
    found = f.lit(0.0)
    for kind, weight in WEIGHTS.items():
        found = f.when(f.col("type") == kind, weight).otherwise(found)
    found = f.when(f.col("type") == "rating", stars).otherwise(found)
    found = f.when(f.col("type") == "question", f.when(complains, COMPLAINT).otherwise(0.0)).otherwise(found)
    return f.when(f.col("type") == "return", f.when(spared, 0.0).otherwise(RETURNED)).otherwise(found)
