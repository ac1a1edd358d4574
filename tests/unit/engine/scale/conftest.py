"""One Spark session and one demo shop for all tests of this folder."""

import shutil
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from engine.events.ingest import ingest
from engine.scale.session import open_spark
from engine.scale.work import SparkWork
from engine.settings import ROOT, Settings
from engine.store import Database
from tests.needed import needed


@pytest.fixture(scope="session")
def spark_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    var = tmp_path_factory.mktemp("spark")
    return Settings.model_validate({"var_dir": var, "spark_master": "local[2]", "spark_memory": "1g"})


@pytest.fixture(scope="session")
def spark(spark_settings: Settings) -> Iterator[Any]:
    needed(shutil.which("java") is not None, "there is no java here (Debian: default-jre-headless)")
    session = open_spark(spark_settings)
    yield session
    session.stop()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The demo shop, for tests that only look."""
    folder = tmp_path_factory.mktemp("demo")
    database = Database(f"sqlite:///{folder / 'attune.db'}")
    database.migrate()
    ingest(database, ROOT / "data", "attune", folder / "rejects", date(2026, 11, 22))
    yield database
    database.dispose()


@pytest.fixture(scope="session")
def work(spark_settings: Settings, demo: Database, spark: Any) -> Iterator[SparkWork]:
    work = SparkWork(spark_settings, demo, spark)
    yield work
    work.close()
