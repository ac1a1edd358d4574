"""The jobs as `spark-submit` runs them, beside a log that `attune export-events` wrote:

    spark-submit --master … --py-files attune.zip engine/scale/submit.py similarities --log s3a://… --out DIR

`attune.zip` holds the folder `engine`; the workers need numpy, scipy, pandas, pyarrow and this project's
other packages (requirements.txt). The driver writes what is small (similarities, factors) to its own disk,
the workers write features and lists where Spark can write.
"""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from engine.profiles.rebuild import SHARES
from engine.recommend.learnt import read_learnt, write_learnt
from engine.recommend.lists.block import FactorScorer
from engine.recommend.lists.everybody import factors_on
from engine.recommend.sources.als import AlsConfig
from engine.recommend.sources.item_knn import ItemKnnConfig
from engine.scale.als import item_factors
from engine.scale.features import basis_of, features_on_spark, history_of
from engine.scale.lists import lists_on_spark
from engine.scale.log import Log, catalogue_of, log_of_files
from engine.scale.session import open_spark
from engine.scale.similarities import collected, pairs_of
from engine.scale.weights import cells_of
from engine.settings import Settings

JOBS = ("features", "similarities", "factors", "lists")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one job on the session that spark-submit made."""
    parser = argparse.ArgumentParser(description="One job of Attune on Spark.")
    parser.add_argument("job", choices=JOBS)
    parser.add_argument("--log", required=True, help="Folder that `attune export-events` wrote.")
    parser.add_argument("--out", required=True, help="Folder to write to.")
    parser.add_argument("--factors", help="lists: folder that the job `factors` wrote.")
    parser.add_argument("--k", type=int, default=10, help="lists: items of each customer.")
    chosen = parser.parse_args(arguments)
    if chosen.job == "lists" and not chosen.factors:
        parser.error("lists needs --factors, the folder that the job `factors` wrote")
    spark = open_spark(Settings.model_validate({"spark_master": ""}))
    run(spark, log_of_files(spark, chosen.log), chosen)


def run(spark: Any, log: Log, chosen: argparse.Namespace) -> None:
    """Run the chosen job on this log."""
    if chosen.job == "features":
        history = history_of(log).cache()
        features_on_spark(history, basis_of(history, SHARES)).write.mode("overwrite").parquet(chosen.out)
        return
    items = catalogue_of(log)
    cells = cells_of(spark, log, items).cache()
    if chosen.job == "similarities":
        config = ItemKnnConfig()
        cosines, together = collected(pairs_of(cells, config), items)
        arrays = {"cosines": cosines.data, "together": together.data}
        arrays |= {"indices": cosines.indices, "indptr": cosines.indptr}
        write_learnt(Path(chosen.out), items, arrays, asdict(config))
    elif chosen.job == "factors":
        write_learnt(
            Path(chosen.out),
            items,
            {"factors": item_factors(cells, items, AlsConfig())},
            asdict(AlsConfig()),
        )
    else:
        learnt = read_learnt(Path(chosen.factors))
        everything = np.ones(len(items), dtype=bool)
        scorer = FactorScorer(factors_on(items, learnt), AlsConfig(**learnt.settings), everything)
        lists_on_spark(spark, cells, items, scorer, chosen.k).write.mode("overwrite").parquet(chosen.out)


if __name__ == "__main__":
    main()
