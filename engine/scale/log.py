"""The event log and the catalogue as Spark frames, from exported files or from PostgreSQL itself."""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import make_url

from engine.errors import Invalid, NotFound, Unavailable
from engine.events.export import EVENTS, PRODUCTS, log_query, products_query, sql_of
from engine.settings import Settings

SparkFrame = Any
"""A pyspark.sql.DataFrame."""
READERS = 8
"""Connections that read the log side by side."""


@dataclass(frozen=True)
class Log:
    """events: columns as of `engine.events.export.export_log`; products: product, category, active."""

    events: SparkFrame
    products: SparkFrame


def log_of_files(spark: Any, folder: str) -> Log:
    """What `attune export-events` wrote; `folder` may be on any storage that Spark reads. Raises NotFound."""
    if "://" not in folder and not (Path(folder) / EVENTS).is_dir():
        raise NotFound(f"There is no exported log in {folder}; `attune export-events` writes one.")
    events = spark.read.parquet(f"{folder}/{EVENTS}")
    return Log(events, spark.read.parquet(f"{folder}/{PRODUCTS}"))


def log_of_database(spark: Any, settings: Settings) -> Log:
    """The log in PostgreSQL by JDBC, read by several connections.

    Raises Invalid for another database, Unavailable where the driver's jar is missing.
    """
    url = make_url(settings.resolved_database_url)
    if url.get_backend_name() != "postgresql":
        raise Invalid("Only PostgreSQL is read by JDBC; write the log to files with `attune export-events`.")
    if not reached_by_jdbc(settings.resolved_database_url):
        raise Invalid("JDBC reaches PostgreSQL by TCP: name a host in ATTUNE_DATABASE_URL.")
    if not settings.spark_jdbc_jar.is_file():
        raise Unavailable(
            f"PostgreSQL's JDBC driver is not at {settings.spark_jdbc_jar}: install it (Debian: "
            "libpostgresql-jdbc-java) or name it in ATTUNE_SPARK_JDBC_JAR."
        )
    where = f"jdbc:postgresql://{url.host}:{url.port or 5432}/{url.database}"
    access = {"driver": "org.postgresql.Driver", "user": url.username or "", "password": url.password or ""}

    def table(query: Any, predicates: list[str]) -> SparkFrame:
        text = sql_of(query, postgresql.dialect())
        return spark.read.jdbc(where, f"({text}) AS found", predicates=predicates, properties=access)

    shares = [f"mod(abs(hashtext(id)::bigint), {READERS}) = {n}" for n in range(READERS)]
    return Log(table(log_query(), shares), table(products_query(), ["true"]))


def reached_by_jdbc(database_url: str) -> bool:
    """Whether that is PostgreSQL on TCP: JDBC knows no sockets of files."""
    url = make_url(database_url)
    by_tcp = bool(url.host) and not str(url.host).startswith("/") and "host" not in url.query
    return url.get_backend_name() == "postgresql" and by_tcp


def catalogue_of(log: Log) -> list[str]:
    """Active products by id: the columns of all matrices, as in `read_items`."""
    rows = log.products.where("active").select("product").collect()
    return sorted(row["product"] for row in rows)


def functions() -> Any:
    """pyspark.sql.functions, which has no complete types."""
    return import_module("pyspark.sql.functions")
