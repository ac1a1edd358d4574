"""`attune gap`: what a customer says against what is expected of them; `attune gap benchmark`: is it true?"""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.database import open_database
from engine.cli.output import JsonFlag, print_json
from engine.cli.questions import question_lines
from engine.settings import get_settings

if TYPE_CHECKING:
    from engine.gaps.topics.service import FamilyGap

SHOWN = 8


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(gap)


def gap(
    customer: Annotated[
        str, typer.Argument(help="Id of the customer, or the word benchmark: simulated customers.")
    ],
    picture: Annotated[
        Path | None, typer.Option(help="benchmark: where to draw it; default var/gap-benchmark.svg.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Print where a customer's words and deeds differ: bits, interval, evidence.

    `attune gap benchmark` measures false flags and power on customers whose gaps are known, and what
    questions are worth on Online Retail (two minutes); exit 1 where it falls short.
    """
    if customer == "benchmark":
        from engine.cli.gap_benchmark import benchmark

        benchmark(picture or get_settings().var_dir / "gap-benchmark.svg", as_json)
        return
    from engine.gaps.questions.saved import load
    from engine.gaps.questions.service import worth_asking
    from engine.gaps.topics.service import gap_of

    settings = get_settings()
    database = open_database(settings)
    try:
        with database.session(writes=False) as session:
            found = gap_of(session, customer)
            questions = worth_asking(session, load(settings.learnt_dir), customer)
    finally:
        database.dispose()
    if as_json:
        print_json({**asdict(found), "total_bits": found.total_bits, "questions": questions})
        return
    for family in found.families:
        _print_family(family)
    for point in found.history:
        typer.echo(
            f"{point.at:%Y-%m-%d %H:%M}  {point.family}: {point.said} said, {point.total_bits:.2f} bits"
        )
    for line in question_lines(questions, settings.question_cost):
        typer.echo(line)


def _print_family(family: "FamilyGap") -> None:
    from rich.console import Console
    from rich.table import Table

    if family.missing:
        typer.echo(f"{family.family}: {family.missing}")
        return
    gone = f", {family.gone} more about topics that there are no longer" if family.gone else ""
    table = Table(
        "topic",
        "said",
        "expected",
        "gap in bits",
        "95 % interval",
        "evidence",
        title=f"{family.family}: {family.said} statements{gone}, {family.total_bits:.2f} bits in all",
    )
    for topic in family.topics[:SHOWN]:
        verdict = "FLAGGED" if topic.flagged else "thin" if topic.thin else "no clear gap"
        table.add_row(
            topic.name.get("en", topic.topic),
            str(topic.said),
            f"{topic.expected:.1%}",
            f"{topic.delta:+.2f}",
            f"{topic.low:+.2f} to {topic.high:+.2f}",
            verdict,
        )
    Console().print(table)
