"""`attune nlu`: train, look at, promote and try out language models."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli import nlu_benchmark
from engine.cli.output import JsonFlag, print_json

if TYPE_CHECKING:
    from engine.nlu.environment import RasaEnvironment
    from engine.settings import Settings
    from engine.store import Database
    from engine.store.tables import NluModel

nlu = typer.Typer(
    no_args_is_help=True, help="Language models: train, list, evaluate, predict, promote, roll back."
)


def register(app: typer.Typer) -> None:
    """Adds the group to `attune`."""
    nlu_benchmark.add_to(nlu)
    app.add_typer(nlu, name="nlu")


@nlu.command()
def train(
    force: Annotated[
        bool, typer.Option("--force", help="Train although a model of the same data exists.")
    ] = False,
    promote: Annotated[
        bool, typer.Option("--promote", help="Make the new model live (done anyway where none is).")
    ] = False,
    job: Annotated[str, typer.Option("--job", hidden=True, help="A job that was asked for.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Train a model on rasa_bot/, measure it on the frozen test and register it."""
    from engine.cli.database import open_database
    from engine.nlu import jobs, registry
    from engine.nlu.job_run import run_job
    from engine.settings import get_settings

    settings = get_settings()
    database = open_database(settings)
    if not job:
        with database.session() as session:
            job = jobs.request(session, "system").id
    trained = run_job(
        database,
        job,
        environment_of(settings),
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
        if isinstance(figures, dict) and "macro_f1" in figures:
            typer.echo(
                f"  {language}: macro-F1 {figures['macro_f1']:.3f} on {figures['examples']} held-out examples"
            )
    if frozen := model.metrics.get("frozen"):
        typer.echo(f"  frozen test: {frozen['right']} of {frozen['messages']} messages right")


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
    from engine.nlu.predict import predict as run
    from engine.settings import get_settings

    settings = get_settings()
    model, archive = model_and_archive(open_database(settings), settings, model_id)
    rows = run(environment_of(settings), archive, file, out)
    if as_json:
        print_json({"model": model.id, "rows": rows, "out": str(out)})
    else:
        typer.echo(f"{rows} texts parsed by model {model.id}, written to {out}")


def model_and_archive(database: "Database", settings: "Settings", model_id: str) -> "tuple[NluModel, Path]":
    """The named model, or the live one, and its checked archive. Raises NotFound, Conflict."""
    from engine.errors import NotFound
    from engine.nlu import registry

    with database.session(writes=False) as session:
        model = registry.find(session, model_id) if model_id else registry.live(session)
        if model is None:
            raise NotFound("No model is live yet; run `attune nlu train`")
        return model, registry.archive_of(model, settings.models_dir)


def environment_of(settings: "Settings") -> "RasaEnvironment":
    """Where Rasa lives, by the settings."""
    from engine.nlu.environment import RasaEnvironment

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
