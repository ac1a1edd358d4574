"""`attune nlu promote` and `rollback`: with a running stack blue/green, without one in the registry alone."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.nlu import nlu
from engine.cli.output import JsonFlag, print_json

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from engine.settings import Settings
    from engine.store import Database
    from engine.store.tables import NluDeployment

BY_COMMAND = "system"
TAKEN_WITHIN = 20.0
LOOK_EVERY = 0.1
WORDS = {
    "requested": "asked for",
    "starting": "starting a second Rasa with the model",
    "warming": "warming it",
    "testing": "asking it the self-test",
    "switching": "switching over",
    "done": "done",
    "failed": "failed",
}


@nlu.command()
def promote(
    model_id: Annotated[str, typer.Argument(help="Id as `attune nlu models` lists it.")],
    force: Annotated[
        bool, typer.Option("--force", help="Although it is clearly worse, or was not measured.")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why it is forced; kept in the audit.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Make a model live; a running stack goes over to it without losing a message."""
    from engine.nlu.deployments import request_promotion
    from engine.settings import get_settings

    why = (reason or "forced on the command line") if force else ""
    models_dir = get_settings().models_dir
    _bring_about(
        lambda session: request_promotion(session, models_dir, model_id, BY_COMMAND, force=force, reason=why),
        as_json,
    )


@nlu.command()
def rollback(as_json: JsonFlag = False) -> None:
    """Bring the previous model back."""
    from engine.nlu.deployments import request_rollback
    from engine.settings import get_settings

    models_dir = get_settings().models_dir
    _bring_about(lambda session: request_rollback(session, models_dir, BY_COMMAND), as_json)


def _bring_about(ask: "Callable[[Session], NluDeployment]", as_json: bool) -> None:
    from engine.cli.database import open_database
    from engine.nlu.deployments import apply_without_stack
    from engine.nlu.serving import is_supervised
    from engine.settings import get_settings

    settings, started = get_settings(), time.monotonic()
    database = open_database(settings)
    with database.session() as session:
        asked = ask(session)
        running = is_supervised(session)
        if not running:
            apply_without_stack(session, asked.id, settings.models_dir)
    if running:
        _follow(database, settings, asked.id)
    seconds = round(time.monotonic() - started, 2)
    if as_json:
        summary = {"deployment": asked.id, "kind": asked.kind, "model": asked.model_id}
        print_json({**summary, "from": asked.from_model_id, "served": running, "seconds": seconds})
    elif running:
        typer.echo(f"Model {asked.model_id} answers customers, after {seconds:.1f} s")
    else:
        typer.echo(f"Model {asked.model_id} is live; nothing runs now, the next start serves it")


def _follow(database: "Database", settings: "Settings", deployment_id: str) -> None:
    """Tell the steps until it is done. Raises Unavailable where it failed or nobody takes it."""
    from engine.errors import Unavailable
    from engine.nlu import deployments

    shown, deadline = "", time.monotonic() + TAKEN_WITHIN
    while True:
        with database.session(writes=False) as session:
            row = deployments.find(session, deployment_id)
        if row.state != shown:
            shown = row.state
            typer.echo(WORDS[shown], err=True)
        if row.state == "done":
            return
        if row.state == "failed":
            raise Unavailable(
                f"Model {row.model_id} did not go live; the live one still answers. {row.detail}"
            )
        if row.state == "requested" and time.monotonic() > deadline:
            with database.session() as session:
                deployments.fail(session, row.id, "not_taken", "No `attune up` took it; is it running?")
        time.sleep(LOOK_EVERY)
