"""`attune nlu`: train, look at, promote and try out language models."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.output import JsonFlag, print_json

if TYPE_CHECKING:
    from engine.nlu.train import RasaEnvironment
    from engine.settings import Settings
    from engine.store.tables import NluModel

nlu = typer.Typer(no_args_is_help=True, help="Language models: train, list, predict, promote, roll back.")


def register(app: typer.Typer) -> None:
    """Adds the group to `attune`."""
    app.add_typer(nlu, name="nlu")


@nlu.command()
def train(
    force: Annotated[
        bool, typer.Option("--force", help="Train although a model of the same data exists.")
    ] = False,
    promote: Annotated[
        bool, typer.Option("--promote", help="Make the new model live (done anyway where none is).")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Train a model on rasa_bot/ and register it."""
    from engine.cli.database import open_database
    from engine.nlu import registry
    from engine.nlu.train import train as run
    from engine.settings import get_settings

    settings = get_settings()
    database = open_database(settings)
    trained = run(
        database,
        _environment(settings),
        settings.models_dir,
        settings.sentence_models,
        force=force,
        progress=lambda step: typer.echo(step, err=True),
    )
    with database.session() as session:
        if promote or registry.live(session) is None:
            registry.promote(session, trained.model.id, settings.models_dir)
        model = registry.find(session, trained.model.id)
        summary = {**_row(model), "trained": trained.fresh, "seconds": round(trained.seconds, 1)}
    if as_json:
        print_json(summary)
        return
    done = (
        f"trained in {trained.seconds:.0f} s" if trained.fresh else "is up to date: the data have not changed"
    )
    typer.echo(f"Model {model.id} {done}; it is {model.state}")
    for language, figures in sorted(model.metrics.get("intent", {}).items()):
        if "macro_f1" in figures:
            typer.echo(
                f"  {language}: macro-F1 {figures['macro_f1']:.3f} on {figures['examples']} held-out examples"
            )


@nlu.command()
def check(as_json: JsonFlag = False) -> None:
    """Check the training data; each problem with file and line, exit code 1 where there is one."""
    from engine.nlu.dataset.check import check as look
    from engine.nlu.dataset.corpus import load
    from engine.nlu.dataset.folder import BotFolder
    from engine.settings import get_settings

    report = look(load(BotFolder(get_settings().bot_dir)))
    if as_json:
        print_json(report)
    else:
        for problem in report.problems:
            typer.echo(problem)
        found = len(report.problems)
        typer.echo(
            f"{report.examples} examples, {found or 'no'} problem{'' if found == 1 else 's'}, "
            f"{report.same_intent} pairs nearly alike within one intent"
        )
    if report.problems:
        raise typer.Exit(1)


@nlu.command()
def inbox(as_json: JsonFlag = False) -> None:
    """Collect the messages that a person should look at; label them in the console, /console/inbox."""
    from engine.cli.database import open_database
    from engine.nlu.inbox.collect import collect
    from engine.nlu.inbox.items import page

    database = open_database()
    done = False
    while not done:
        with database.session() as session:
            done = collect(session)
    with database.session(writes=False) as session:
        found = page(session, limit=0)
    if as_json:
        print_json({"states": found.states, "open_by_reason": found.reasons})
        return
    typer.echo(", ".join(f"{number} {state}" for state, number in found.states.items()))
    for reason, number in found.reasons.items():
        typer.echo(f"  open because of {reason}: {number}")


@nlu.command()
def models(as_json: JsonFlag = False) -> None:
    """List the models, newest first."""
    from engine.cli.database import open_database
    from engine.nlu import registry

    with open_database().session(writes=False) as session:
        rows = [_row(model) for model in registry.listed(session)]
    if as_json:
        print_json({"models": rows})
        return
    for row in rows:
        typer.echo(f"{row['id']}  {row['state']:<9}  {row['created_at']:%Y-%m-%d %H:%M}")


@nlu.command()
def predict(
    file: Annotated[Path, typer.Option("--file", help="CSV with a column `text`.")],
    out: Annotated[Path, typer.Option("--out", help="CSV to write.")],
    model_id: Annotated[str, typer.Option("--model", help="Model to use; the live one if not given.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Parse every text of a CSV: text, intent, confidence, sentiment, sentiment_score, lang."""
    from engine.cli.database import open_database
    from engine.errors import NotFound
    from engine.nlu import registry
    from engine.nlu.predict import predict as run
    from engine.settings import get_settings

    settings = get_settings()
    with open_database(settings).session(writes=False) as session:
        model = registry.find(session, model_id) if model_id else registry.live(session)
        if model is None:
            raise NotFound("No model is live yet; run `attune nlu train`")
        archive = registry.archive_of(model, settings.models_dir)
    rows = run(_environment(settings), archive, file, out)
    if as_json:
        print_json({"model": model.id, "rows": rows, "out": str(out)})
    else:
        typer.echo(f"{rows} texts parsed by model {model.id}, written to {out}")


@nlu.command()
def promote(model_id: Annotated[str, typer.Argument(help="Id as `attune nlu models` lists it.")]) -> None:
    """Make a model live; a running app takes it up at its next start."""
    from engine.cli.database import open_database
    from engine.nlu import registry
    from engine.settings import get_settings

    settings = get_settings()
    with open_database(settings).session() as session:
        model = registry.promote(session, model_id, settings.models_dir)
    typer.echo(f"Model {model.id} is live")


@nlu.command()
def rollback() -> None:
    """Bring the previous model back."""
    from engine.cli.database import open_database
    from engine.nlu import registry
    from engine.settings import get_settings

    settings = get_settings()
    with open_database(settings).session() as session:
        model = registry.rollback(session, settings.models_dir)
    typer.echo(f"Model {model.id} is live again")


def _environment(settings: "Settings") -> "RasaEnvironment":
    from engine.nlu.train import RasaEnvironment

    return RasaEnvironment(settings.rasa_python.absolute(), settings.bot_dir.parent, settings.sentence_dir)


def _row(model: "NluModel") -> dict[str, object]:
    return {
        "id": model.id,
        "state": model.state,
        "file": model.file,
        "sha256": model.sha256,
        "created_at": model.created_at,
        "metrics": model.metrics,
    }
