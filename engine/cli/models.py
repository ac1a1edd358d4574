"""`attune models`: versions of the models that the engine learns by itself."""

from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.database import open_database
from engine.cli.output import JsonFlag, print_json
from engine.settings import get_settings

if TYPE_CHECKING:
    from engine.store.tables import ModelVersion

ModelId = Annotated[str, typer.Argument(help="Id of a version, such as behaviour.purchase-3.")]


def register(app: typer.Typer) -> None:
    """Add the command group to `app`."""
    group = typer.Typer(no_args_is_help=True, help="Versions of behaviour, segment and other learnt models.")
    group.command("list")(list_models)
    group.command("show")(show)
    group.command("use")(use)
    app.add_typer(group, name="models")


def list_models(
    kind: Annotated[str | None, typer.Option(help="Only this kind, such as behaviour.purchase.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """List versions by kind, newest first, with state, data window and why each was taken or not."""
    from engine.models.registry import listed

    database = open_database()
    try:
        with database.session(writes=False) as session:
            rows = listed(session, kind)
    finally:
        database.dispose()
    if as_json:
        print_json({"models": [_as_dict(row) for row in rows]})
        return
    for row in rows:
        until = row.data_until.date().isoformat() if row.data_until else "not known"
        typer.echo(f"{row.id:<28} {row.state:<9} data until {until}  {row.reason}")
    if not rows:
        typer.echo("No models yet: `attune rebuild` learns them from the event log.")


def show(model: ModelId, as_json: JsonFlag = False) -> None:
    """Print a version's card: purpose, method, data, limits, figures."""
    from engine.models.card import markdown
    from engine.models.registry import find

    database = open_database()
    try:
        with database.session(writes=False) as session:
            row = find(session, model)
    finally:
        database.dispose()
    if as_json:
        print_json({**_as_dict(row), "card": row.card})
        return
    typer.echo(markdown(row.card, row.id, row.reason))


def use(model: ModelId, as_json: JsonFlag = False) -> None:
    """Put a version in use, whatever the measurement said; its file is checked first."""
    from engine.putting_in_use import put_in_use

    settings = get_settings()
    database = open_database(settings)
    try:
        with database.session() as session:
            row = put_in_use(session, settings, model)
    finally:
        database.dispose()
    if as_json:
        print_json(_as_dict(row))
        return
    typer.echo(f"{row.id} is in use; `attune rebuild` predicts with it unless a better one is learnt there.")


def _as_dict(row: "ModelVersion") -> dict[str, object]:
    names = ("id", "kind", "version", "state", "sha256", "data_from", "data_until", "metrics", "reason")
    return {name: getattr(row, name) for name in (*names, "created_at", "live_at")}
