"""`attune rebuild --engine spark`: the stages that grow with the log, on Spark."""

import shutil
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC
from pathlib import Path

from engine.profiles import stored
from engine.profiles.rebuild import MadeWith, store_segments
from engine.recommend.learnt import write_learnt
from engine.recommend.sources.als import AlsConfig
from engine.recommend.sources.item_knn import ItemKnnConfig
from engine.scale.als import item_factors
from engine.scale.features import features_on_spark
from engine.scale.similarities import collected, pairs_of
from engine.scale.work import SparkWork

FACTORS, SIMILARITIES, FEATURES = "item_factors", "item_similarities", "features"
"""Folders below `Settings.learnt_dir`."""
LOCAL_ONLY = (
    "mining", "expectations", "behaviour", "gaps", "questions", "service", "recommender", "articles",
    "knowledge",
)  # fmt: skip
"""Stages that `--engine local` alone has."""


def rebuild_log(work: SparkWork) -> int:
    """Read the log; returns its events."""
    return int(work.log.events.count())


def rebuild_profiles(work: SparkWork) -> int:
    """Bring every customer's stored tally up to date, some at a time; returns how many were behind."""
    with work.database.session() as session:
        return stored.catch_up(session)


def rebuild_features(work: SparkWork) -> int:
    """Everybody's features as Parquet files, one row a customer; returns how many."""
    features = features_on_spark(work.history, work.basis)
    folder = work.settings.learnt_dir / FEATURES
    draft = folder.with_name(folder.name + ".draft")
    features.write.mode("overwrite").parquet(str(draft))
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)
    return int(work.spark.read.parquet(str(folder)).count())


def rebuild_segments(work: SparkWork) -> int:
    """Segments from those features: a table of customers, which one machine holds; returns how many."""
    frame = work.spark.read.parquet(str(work.settings.learnt_dir / FEATURES)).toArrow().to_pandas()
    features = frame.set_index("customer").sort_index()
    basis = work.basis
    made = MadeWith(basis.prices, basis.categories, basis.at.replace(tzinfo=UTC))
    document = store_segments(work.database, features, made, work.settings.learnt_dir, work.segments)
    return len(document.segments)


def rebuild_similarities(work: SparkWork, config: ItemKnnConfig | None = None) -> int:
    """Similarities between items, as arrays that `ItemKnn.use` takes; returns how many there are."""
    config = config or ItemKnnConfig()
    cosines, together = collected(pairs_of(work.cells, config), work.items)
    arrays = {
        "cosines": cosines.data,
        "together": together.data,
        "indices": cosines.indices,
        "indptr": cosines.indptr,
    }
    write_learnt(_room(work, SIMILARITIES), work.items, arrays, asdict(config))
    return int(cosines.nnz)


def rebuild_factors(work: SparkWork, config: AlsConfig | None = None) -> int:
    """Latent factors of items, as `Als.use` takes them; returns for how many items there are any."""
    config = config or AlsConfig()
    factors = item_factors(work.cells, work.items, config)
    write_learnt(_room(work, FACTORS), work.items, {"factors": factors}, asdict(config))
    return int(factors.any(axis=1).sum())


def _room(work: SparkWork, name: str) -> Path:
    return work.settings.learnt_dir / name


STAGES: tuple[tuple[str, Callable[[SparkWork], int]], ...] = (
    ("log", rebuild_log),
    ("profiles", rebuild_profiles),
    ("features", rebuild_features),
    ("segments", rebuild_segments),
    ("similarities", rebuild_similarities),
    ("factors", rebuild_factors),
)
