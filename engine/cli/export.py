"""`attune export-events`: the event log as files that jobs on a cluster read."""

from pathlib import Path
from typing import Annotated

import typer

from engine.cli.database import open_database
from engine.cli.output import JsonFlag, print_json


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("export-events")(export_events)


def export_events(
    folder: Annotated[Path, typer.Argument(help="Folder to make; it must not exist.")],
    as_json: JsonFlag = False,
) -> None:
    """Write the event log as Parquet, a folder each type of event, and the catalogue beside it.

    The files hold personal data: what every customer did. Keep them where the database is kept.
    """
    from engine.events.export import export_log

    database = open_database()
    try:
        with database.session(writes=False) as session:
            events = export_log(session, folder)
    finally:
        database.dispose()
    if as_json:
        print_json({"events": events, "folder": str(folder)})
    else:
        typer.echo(f"{events} events in {folder}.")
