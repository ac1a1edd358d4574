"""Whole runs: the stages of a rebuild, the jobs of spark-submit, everybody's lists as files."""

import argparse
from pathlib import Path

import pandas as pd
import pytest

from engine.events.export import export_log
from engine.gaps.reports.choices import store_choices
from engine.rebuild import run
from engine.recommend.learnt import read_learnt
from engine.recommend.lists.everybody import read_shelf, scorer_of
from engine.recommend.sources.als import AlsConfig
from engine.scale.everybody import write_everybodys_lists
from engine.scale.log import log_of_database, log_of_files, reached_by_jdbc
from engine.scale.rebuild import STAGES, rebuild_factors
from engine.scale.submit import run as run_job
from engine.scale.work import SparkWork
from engine.settings import Settings
from engine.store import Database
from tests.builders import NOW, add_customer, add_event, add_product, add_shop
from tests.conftest import DATABASE_URL
from tests.needed import needed


@pytest.fixture
def small(database: Database) -> Database:
    with database.session() as session:
        add_shop(session)
        for item in ("lamp", "bulb", "chair"):
            add_product(session, item)
        for name in ("ann", "bo", "cy"):
            add_customer(session, name)
            add_event(session, "purchase", name, "lamp", value=1.0)
        add_event(session, "purchase", "ann", "bulb", data={"order_id": "W1"}, value=2.0)
        add_event(session, "return", "ann", "bulb", data={"order_id": "W1", "kind": "return"})
        add_event(session, "rating", "bo", "chair", value=1.0, at=None)
        add_event(session, "question", None, None, at=NOW)
    return database


def test_every_stage_of_a_rebuild_runs(
    small: Database, spark_settings: Settings, spark: object, tmp_path: Path
) -> None:
    work = SparkWork(
        spark_settings.model_copy(update={"var_dir": tmp_path, "database_url": small.url}), small, spark
    )
    stages = [stage for stage in STAGES if stage[0] not in ("factors", "similarities")]
    rows = {figures.stage: figures.rows for figures in run(work, stages)}
    work.close()
    assert not list((tmp_path / "spark").glob("log-*")), "what customers did stays behind"
    assert rows == {"log": 7, "profiles": 3, "features": 3, "segments": 0}


def test_jobs_of_spark_submit(
    small: Database, spark_settings: Settings, spark: object, tmp_path: Path
) -> None:
    with small.session(writes=False) as session:
        assert export_log(session, tmp_path / "log") == 7
    log = log_of_files(spark, str(tmp_path / "log"))
    for job in ("similarities", "features"):
        run_job(spark, log, argparse.Namespace(job=job, out=str(tmp_path / job)))
    learnt = read_learnt(tmp_path / "similarities")
    assert learnt.items == ["bulb", "chair", "lamp"]
    assert list(pd.read_parquet(tmp_path / "features").sort_values("customer")["customer"]) == [
        "ann",
        "bo",
        "cy",
    ]


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_everybodys_lists_are_written(work: SparkWork, tmp_path: Path, suffix: str) -> None:
    room = work.settings.learnt_dir / "item_factors"
    if not room.exists():
        rebuild_factors(work, AlsConfig(factors=8, iterations=3))
    with work.database.session(writes=False) as session:
        scorer = scorer_of(read_shelf(session), None, read_learnt(room))
    rows = write_everybodys_lists(work, scorer, 3, tmp_path / f"lists.{suffix}")
    parts = sorted((tmp_path / f"lists.{suffix}").glob(f"*.{suffix}"))
    read = pd.read_csv if suffix == "csv" else pd.read_parquet
    lists = pd.concat([read(part) for part in parts])
    assert (len(lists), list(lists.columns)) == (rows, ["customer", "rank", "item", "score"])
    assert lists.groupby("customer").size().max() == 3
    somebody = str(lists["customer"].iloc[0])
    with work.database.session() as session:
        store_choices(session, somebody, personalise=False)
    left = write_everybodys_lists(work, scorer, 3, tmp_path / f"left.{suffix}")
    with work.database.session() as session:
        store_choices(session, somebody, personalise=True)
    assert left == rows - (lists["customer"].astype(str) == somebody).sum(), "who switched it off has no list"


def test_the_log_is_read_from_postgresql_itself(
    small: Database, spark_settings: Settings, spark: object
) -> None:
    settings = spark_settings.model_copy(update={"database_url": small.url})
    if not DATABASE_URL or not reached_by_jdbc(small.url):
        # Not `needed`: this runs where CI runs the store's tests on PostgreSQL.
        pytest.skip("the tests do not run on a PostgreSQL that listens on TCP")
    jar = settings.spark_jdbc_jar
    needed(jar.is_file(), f"PostgreSQL's JDBC driver is not at {jar}")
    by_jdbc = log_of_database(spark, settings)
    files = settings.var_dir / "from_postgres"
    with small.session(writes=False) as session:
        export_log(session, files)
    written = log_of_files(spark, str(files))
    assert sorted(map(str, by_jdbc.events.select(*sorted(by_jdbc.events.columns)).collect())) == sorted(
        map(str, written.events.select(*sorted(written.events.columns)).collect())
    )
    assert sorted(by_jdbc.products.collect()) == sorted(written.products.collect())
