"""`attune rebuild`: read the event log anew and make everything that follows from it."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.database import open_database
from engine.cli.engines import Engine
from engine.cli.output import JsonFlag, print_json
from engine.settings import Settings, get_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.profiles.segments.build import Options
    from engine.rebuild import Figures
    from engine.store import Database


class Segments(StrEnum):
    kmeans = "kmeans"
    ward = "ward"
    dbscan = "dbscan"
    hdbscan = "hdbscan"


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(rebuild)


def rebuild(
    engine: Annotated[Engine, typer.Option(help="Where to compute: local or spark.")] = Engine.local,
    segments: Annotated[Segments, typer.Option(help="How segments are found.")] = Segments.kmeans,
    as_json: JsonFlag = False,
) -> None:
    """Build profiles, segments, recommender and article index from the database, stage by stage.

    Prints rows, seconds and peak memory of each stage. How the recommender's sources are joined is learnt and
    stored, and a running app takes it up; recommender and article index themselves live in the app's memory
    and are made again at its start: here it is proved that they can be made. On Spark: profiles, features,
    segments, and the arrays that lists for everybody rest upon; memory is then the driver's.
    """
    from engine.profiles.segments.build import Options
    from engine.rebuild import STAGES, Work, run

    settings = get_settings()
    database = open_database(settings)
    stages: list[Figures] = []
    try:
        options = Options(method=segments.value)
        made = (
            _on_spark(settings, database, options)
            if engine is Engine.spark
            else run(Work(settings, database, options), STAGES)
        )
        for figures in made:
            stages.append(figures)
            typer.echo(_line(figures), err=as_json)
    finally:
        database.dispose()
    seconds = round(sum(stage.seconds for stage in stages), 3)
    if as_json:
        print_json({"stages": stages, "seconds": seconds, "peak_mb": max(stage.peak_mb for stage in stages)})
    else:
        typer.echo(f"{'together':<14}{'':>14}{seconds:>10.1f} s")


def _on_spark(settings: Settings, database: "Database", options: "Options") -> "Iterator[Figures]":
    from engine.rebuild import run
    from engine.scale.rebuild import LOCAL_ONLY, STAGES
    from engine.scale.session import open_spark
    from engine.scale.work import SparkWork

    spark = open_spark(settings)
    work = SparkWork(settings, database, spark, options)
    try:
        yield from run(work, STAGES)
    finally:
        work.close()
        spark.stop()
    typer.echo(f"Not on Spark, so left as they were: {', '.join(LOCAL_ONLY)} (--engine local).", err=True)


def _line(figures: "Figures") -> str:
    return (
        f"{figures.stage:<14}{figures.rows:>9} rows{figures.seconds:>10.1f} s"
        f"{figures.peak_mb:>9.0f} MB at most"
    )
