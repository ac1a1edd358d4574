"""`attune nlu benchmark`: a pipeline on labelled files, inside Rasa."""

from typing import Annotated, cast

import typer

from engine.cli.output import JsonFlag, print_json

_FILE = "CSV with columns text,label; `F.csv:train` takes the rows whose column `split` is `train`."


def add_to(nlu: typer.Typer) -> None:
    """Add the command to `attune nlu`."""

    @nlu.command()
    def benchmark(  # noqa: PLR0917  # pyright: ignore[reportUnusedFunction]
        train: Annotated[str, typer.Option("--train", help=f"What to learn from. {_FILE}")],
        test: Annotated[str, typer.Option("--test", help="What to score on.")],
        dev: Annotated[str, typer.Option("--dev", help="Where the out-of-scope threshold is chosen.")] = "",
        oos_label: Annotated[str, typer.Option("--oos-label", help="Label of out-of-scope rows.")] = "",
        keep_oos: Annotated[
            bool,
            typer.Option(
                "--keep-oos-in-training", help="Learn out-of-scope rows as a class; else they are left out."
            ),
        ] = False,
        floor: Annotated[
            float, typer.Option(min=0, max=1, help="Least in-scope accuracy on --dev at the threshold.")
        ] = 0.95,
        pipeline: Annotated[str, typer.Option(help="attune (rasa_bot/config.yml) or diet.")] = "attune",
        epochs: Annotated[int | None, typer.Option(min=1, help="DIET's epochs, if not 100.")] = None,
        as_json: JsonFlag = False,
    ) -> None:
        """Train a pipeline on a file and score it on another, in Rasa, message by message."""
        from engine.nlu.benchmark.rows import source_of
        from engine.nlu.benchmark.run import Task
        from engine.nlu.benchmark.run import benchmark as run
        from engine.nlu.environment import RasaEnvironment
        from engine.settings import ROOT, get_settings
        from engine.text.sentence_models import export_models

        task = Task(
            train=source_of(train),
            test=source_of(test),
            dev=source_of(dev) if dev else None,
            oos_label=oos_label or None,
            oos_in_training=keep_oos,
            pipeline=pipeline,
            floor=floor,
            epochs=epochs,
        )
        settings = get_settings()
        export_models(settings.sentence_models, settings.sentence_dir)
        environment = RasaEnvironment(settings.rasa_python, ROOT, settings.sentence_dir)
        figures = run(task, environment, lambda step: typer.echo(step, err=True)).as_dict()
        if as_json:
            print_json(figures)
            return
        for name, value in figures.items():
            typer.echo(f"{name:<26}{_shown(value)}")


def _shown(value: object) -> str:
    """A figure, or several on one line."""
    if isinstance(value, dict):
        parts = cast("dict[str, object]", value)
        return ", ".join(f"{name} {_shown(part)}" for name, part in parts.items())
    return "-" if value is None else str(value)
