"""`attune ingest`: bring a shop's data in and say how good they are."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.database import open_database
from engine.cli.output import JsonFlag, print_json
from engine.settings import get_settings

if TYPE_CHECKING:
    from engine.events.quality import QualityReport, TableQuality

COLUMNS = ("read", "accepted", "rejected", "inserted", "updated", "unchanged", "kept")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ingest")(ingest)


def ingest(
    path: Annotated[Path, typer.Argument(help="Folder with the files.")],
    format: Annotated[str, typer.Option(help="attune or tau-retail.")] = "attune",
    today: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="Day that the demo shop's made-up past ends on; default today."
        ),
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Import a folder, clean it, and print the quality report; rejected rows go to var/rejects."""
    from engine.events.ingest import ingest as run
    from engine.nlu.catalogue_lookup import write_lookup

    settings = get_settings()
    database = open_database(settings)
    try:
        report = run(database, path, format, settings.var_dir / "rejects", _day(today))
        with database.session(writes=False) as session:
            write_lookup(session, settings.catalogue_lookup)
    finally:
        database.dispose()
    if as_json:
        print_json(report.as_dict())
    else:
        _print(report)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _print(report: "QualityReport") -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"Import ({report.format})")
    table.add_column("table")
    for name in COLUMNS:
        table.add_column(name, justify="right")
    table.add_column("complete")
    for name, quality in report.tables.items():
        counts = [str(getattr(quality, column)) for column in COLUMNS]
        table.add_row(name.replace("_", " "), *counts, _completeness(quality))
    console = Console()
    console.print(table)
    for reason, count in report.reasons.items():
        console.print(f"  {count} rejected: {reason}", markup=False)
    if report.rejects_file:
        console.print(f"Rejected records: {report.rejects_file}", markup=False)


def _completeness(quality: "TableQuality") -> str:
    """The fields that are not always filled in; "all" where every main field is."""
    gaps = [f"{name} {share:.0%}" for name, share in quality.completeness.items() if share < 1]
    return ", ".join(gaps) or ("all" if quality.completeness else "")
