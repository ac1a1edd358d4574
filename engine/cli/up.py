"""`attune up` and `attune prepare`."""

from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.database import open_database
from engine.cli.output import JsonFlag, print_json
from engine.settings import Settings, get_settings

if TYPE_CHECKING:
    from engine.serve.prepare import Prepared

PortOption = Annotated[int | None, typer.Option(min=1, max=65535, help="Port of the app.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""

    @app.command()
    def up(port: PortOption = None) -> None:  # pyright: ignore[reportUnusedFunction]
        """Start the app and Rasa, and keep them running; Ctrl-C stops both."""
        from engine.log import configure_logging
        from engine.serve.ports import ensure_free, free_port
        from engine.serve.run import serve
        from engine.serve.stack import Ports

        settings = get_settings()
        configure_logging(settings.log_format)
        ports = Ports(app=port or settings.port or free_port(), rasa=free_port())
        ensure_free(settings.host, ports.app)
        prepared = _prepare(settings, with_model=True)
        typer.echo("starting (about ten seconds)", err=True)
        serve(settings, ports, on_ready=lambda: _welcome(settings, ports.app, prepared))

    @app.command(name="prepare")
    def prepare_command(  # pyright: ignore[reportUnusedFunction]
        train: Annotated[bool, typer.Option(help="Train a model where none is live.")] = True,
        json: JsonFlag = False,
    ) -> None:
        """Do what `up` does before it starts: schema, demo shop, sentence model, trained model."""
        prepared = _prepare(get_settings(), with_model=train)
        if json:
            print_json({"model": str(prepared.model) if prepared.model else None})


def _prepare(settings: Settings, *, with_model: bool) -> "Prepared":
    from engine.serve.prepare import prepare

    database = open_database(settings)
    try:
        return prepare(settings, database, lambda line: typer.echo(line, err=True), with_model=with_model)
    finally:
        database.dispose()


def _welcome(settings: Settings, port: int, prepared: "Prepared") -> None:
    """Where to go now."""
    address = settings.public_url or f"http://localhost:{port}"
    lines = [f"\n  shop   {address}/", f"  desk   {address}/desk"]
    if prepared.account:
        lines.append(f"         {prepared.account['email']}  {prepared.account['password']}")
    typer.echo("\n".join([*lines, "\n  Ctrl-C stops both.\n"]), err=True)
