"""`attune rebuild`: read the event log anew and make everything that follows from it."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.database import open_database
from engine.cli.output import JsonFlag, print_json
from engine.settings import get_settings

if TYPE_CHECKING:
    from engine.rebuild import Figures


class Engine(StrEnum):
    local = "local"
    spark = "spark"


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

    Prints rows, seconds and peak memory of each stage. Recommender and article index live in the app's
    memory and are made again at its start: here it is proved that they can be made.
    """
    from engine.errors import Invalid
    from engine.profiles.segments.build import Options
    from engine.rebuild import STAGES, Work, run

    if engine is Engine.spark:
        raise Invalid(
            "Spark is not built yet: it comes with the issues on customer intelligence and recommendation. "
            "Use --engine local."
        )
    settings = get_settings()
    database = open_database(settings)
    stages: list[Figures] = []
    try:
        for figures in run(Work(settings, database, Options(method=segments.value)), STAGES):
            stages.append(figures)
            typer.echo(_line(figures), err=as_json)
    finally:
        database.dispose()
    seconds = round(sum(stage.seconds for stage in stages), 3)
    if as_json:
        print_json({"stages": stages, "seconds": seconds, "peak_mb": max(stage.peak_mb for stage in stages)})
    else:
        typer.echo(f"{'together':<14}{'':>14}{seconds:>10.1f} s")


def _line(figures: "Figures") -> str:
    return (
        f"{figures.stage:<14}{figures.rows:>9} rows{figures.seconds:>10.1f} s"
        f"{figures.peak_mb:>9.0f} MB at most"
    )
