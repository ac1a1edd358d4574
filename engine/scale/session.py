"""A Spark session: on this machine by default, on a cluster by settings."""

import os
import shutil
import sys
import warnings
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from engine.errors import Unavailable
from engine.settings import ROOT, Settings

LOCAL = "local"


def open_spark(settings: Settings, name: str = "attune") -> Any:
    """A pyspark.sql.SparkSession; close it with `stop()`. No master in the settings: spark-submit says.

    Raises Unavailable where pyspark or Java is missing, with the way out.
    """
    _check()
    sql: Any = import_module("pyspark.sql")
    builder = sql.SparkSession.builder.appName(name)
    chosen = {
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    if settings.spark_jdbc_jar.is_file():
        chosen["spark.driver.extraClassPath"] = str(settings.spark_jdbc_jar)
        chosen["spark.executor.extraClassPath"] = str(settings.spark_jdbc_jar)
    if settings.spark_master.startswith(LOCAL):
        # The workers are processes of this machine: the same Python and the same code as ours.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        chosen |= {
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.memory": settings.spark_memory,
            "spark.executorEnv.PYTHONPATH": str(ROOT),
            "spark.executorEnv.OPENBLAS_NUM_THREADS": "1",
            "spark.sql.shuffle.partitions": "4",
            "spark.sql.warehouse.dir": str(settings.var_dir.resolve() / "spark" / "warehouse"),
        }
    for key, value in chosen.items():
        builder = builder.config(key, value)
    if settings.spark_master:
        builder = builder.master(settings.spark_master)
    with warnings.catch_warnings():  # see arrow.py: it makes no pandas frame of ours
        warnings.filterwarnings("ignore", message=".*support pandas >= 3", category=FutureWarning)
        spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def _check() -> None:
    if find_spec("pyspark") is None:
        raise Unavailable(
            "pyspark is not installed here: `.venv/bin/pip install pyspark==4.3.0` adds it; `--engine local` "
            "needs neither it nor Java."
        )
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=f"{home}/bin" if home else None) is None:
        raise Unavailable(
            "Spark needs Java 17 or newer, and there is no `java`: install it (Debian: default-jre-headless) "
            "or set JAVA_HOME; `--engine local` needs no Java."
        )
