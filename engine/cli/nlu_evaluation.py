"""`attune nlu evaluate`: how well a model understands labelled messages."""

import json
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.cli.nlu import environment_of, model_and_archive, nlu
from engine.cli.output import JsonFlag, print_json

if TYPE_CHECKING:
    from engine.nlu.evaluation.parses import Told


@nlu.command()
def evaluate(
    test: Annotated[
        Path | None,
        typer.Option("--test", help="CSV: text,intent[,sentiment][,lang]; the frozen test if not given."),
    ] = None,
    model_id: Annotated[str, typer.Option("--model", help="Model to use; the live one if not given.")] = "",
    out: Annotated[Path | None, typer.Option("--out", help="Folder for report.json and the charts.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Hold a model against labelled messages: figures an intent, confusions, calibration, out of scope."""
    from engine.cli.database import open_database
    from engine.errors import NotFound
    from engine.nlu import registry
    from engine.nlu.evaluation.evaluate import evaluate as run
    from engine.nlu.evaluation.frozen import figures_of, measure
    from engine.nlu.evaluation.labelled import read_csv, read_frozen
    from engine.settings import get_settings

    settings = get_settings()
    environment = environment_of(settings)
    database = open_database(settings)
    messages = read_csv(test) if test else read_frozen(environment.bot_dir / "frozen")
    if not messages:
        raise NotFound("There is no frozen test below rasa_bot/frozen; name a CSV with --test")
    model, archive = model_and_archive(database, settings, model_id)
    with _counting(len(messages)) as told:
        if test:
            done = run(environment, archive, messages, told)
        else:
            measured = measure(environment, archive, told)
            assert measured is not None  # noqa: S101 - the messages are there
            done = measured
            with database.session() as session:
                registry.keep_frozen(session, model.id, figures_of(measured))
    report: dict[str, Any] = {"model": model.id, "test": str(test) if test else "frozen", **done.report}
    if out:
        from engine.nlu.evaluation.pictures import write_pictures

        out.mkdir(parents=True, exist_ok=True)
        (out / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
        actual, said = [m.intent for m in done.messages], [p.intent for p in done.parses]
        report["pictures"] = [str(path) for path in write_pictures(report, actual, said, out)]
    if as_json:
        print_json(report)
    else:
        _tell(report, out)


@contextmanager
def _counting(total: int) -> "Generator[Told]":
    """A bar on a terminal, nothing elsewhere."""
    from rich.console import Console
    from rich.progress import Progress

    shown = Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
    with shown:
        task = shown.add_task("reading messages", total=total)
        yield lambda done: shown.update(task, completed=done)


def _tell(report: dict[str, Any], out: Path | None) -> None:
    typer.echo(f"Model {report['model']} on {report['test']}, {report['overall']['messages']} messages")
    for name, figures in (("all", report["overall"]), *report["languages"].items()):
        plain = figures["ignoring_fallback"]
        typer.echo(
            f"  {name:<4} {figures['accuracy']:.1%} right, macro-F1 {figures['macro_f1']:.3f}, "
            f"{figures['turned_away']:.1%} turned away; top intent alone: {plain['accuracy']:.1%} right, "
            f"macro-F1 {plain['macro_f1']:.3f}"
        )
    typer.echo(f"  expected calibration error {report['calibration']['ece']:.3f}")
    if report["scope"]:
        used, scope = report["scope"]["used"], report["scope"]
        typer.echo(
            f"  out of scope: {used['oos_recall']:.0%} of {scope['out_of_scope']} noticed "
            f"at in-scope accuracy {used['in_scope_accuracy']:.1%} (AUROC {scope['auroc']:.3f})"
        )
    if report["sentiment"]:
        mood = report["sentiment"]
        typer.echo(f"  sentiment: macro-F1 {mood['macro_f1']:.3f} on {mood['messages']} messages")
    for pair in report["confused"][:5]:
        typer.echo(
            f"  {pair['count']}x {pair['actual']} taken for {pair['predicted']}: {pair['examples'][0]}"
        )
    if out:
        typer.echo(f"Written to {out}: report.json and {len(report['pictures'])} charts")
