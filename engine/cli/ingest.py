"""`attune ingest`: bring a shop's data in and say how good they are."""

import json
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.cli.database import open_database
from engine.cli.ingest_report import print_report, shown_progress
from engine.cli.output import JsonFlag, print_json
from engine.errors import Invalid
from engine.settings import get_settings


class Dates(StrEnum):
    """What a date such as 01/02/2011 begins with."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ingest")(ingest)


def ingest(  # noqa: PLR0917 - options of a command
    path: Annotated[Path, typer.Argument(help="Folder with the files, or the table of sales.")],
    format: Annotated[
        str, typer.Option(help="attune, tau-retail, online-retail or complete-journey.")
    ] = "attune",
    today: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="Day that the demo shop's made-up past ends on; default today."
        ),
    ] = None,
    encoding: Annotated[str, typer.Option(help="Of a CSV table of sales.")] = "utf-8",
    delimiter: Annotated[str, typer.Option(help="Between the cells of a CSV table of sales.")] = ",",
    dates: Annotated[
        Dates | None,
        typer.Option(help="What dates such as 01/02/2011 begin with, where the table proves none."),
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Import, clean, and print the quality report (var/imports); rejected rows go to var/rejects."""
    from engine.events.ingest import ingest as run
    from engine.events.sales.formats import SALES, Reading, ingest_format
    from engine.events.tabular.batch import ReadOptions
    from engine.gaps.reports.taking import collect
    from engine.nlu.catalogue_lookup import write_lookup

    if len(delimiter) != 1:
        raise Invalid("--delimiter is one character.")
    settings = get_settings()
    database = open_database(settings)
    rejects = settings.var_dir / "rejects"
    try:
        if format in SALES:
            reading = Reading(ReadOptions(encoding, delimiter), dates.value if dates else None)
            with shown_progress(as_json) as progress:
                report = ingest_format(database, path, format, rejects, reading, progress)
        else:
            report = run(database, path, format, rejects, _day(today))
        with database.session() as session:
            collect(session)
        with database.session(writes=False) as session:
            write_lookup(session, settings.catalogue_lookup)
    finally:
        database.dispose()
    _save(report.as_dict(), settings.var_dir / "imports")
    if as_json:
        print_json(report.as_dict())
    else:
        print_report(report)


def _save(report: dict[str, Any], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(report, ensure_ascii=False, indent=1)
    (folder / f"{report['id']}.json").write_text(text, encoding="utf-8")


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
