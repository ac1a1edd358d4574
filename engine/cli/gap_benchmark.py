"""`attune gap benchmark`: are flags true, and are our questions the better ones?"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from engine.cli.output import print_json
from engine.errors import Unavailable
from engine.settings import get_settings

if TYPE_CHECKING:
    from engine.bench.gap_questions import Curves
    from engine.bench.gap_simulation import Outcome

QUESTIONS = "question-value.svg"


def benchmark(picture: Path, as_json: bool) -> None:
    """Measure both, draw both beside each other, exit 1 where a figure falls short.

    Without Online Retail only the flags are measured, which is said.
    """
    from engine.bench.gap_picture import draw
    from engine.bench.gap_questions import figures_of as question_figures
    from engine.bench.gap_questions import question_curves
    from engine.bench.gap_questions_picture import draw as draw_questions
    from engine.bench.gap_score import figures_of
    from engine.bench.gap_simulation import make_world, simulate

    outcomes = simulate(make_world())
    figures = figures_of(outcomes)
    pictures = [draw(outcomes, picture)]
    curves: Curves = {}
    try:
        curves = question_curves(get_settings(), lambda text: typer.echo(text, err=True))
    except Unavailable as error:
        typer.echo(f"Questions were not measured. {error}", err=True)
    else:
        figures |= question_figures(curves)
        pictures.append(draw_questions(curves, picture.with_name(QUESTIONS)))
    if as_json:
        held = {name: figure.as_dict() for name, figure in figures.items()}
        print_json({"outcomes": outcomes, "figures": held, "pictures": [str(one) for one in pictures]})
    else:
        _print_flags(outcomes)
        _print_questions(curves)
        typer.echo("\n".join(f"Picture: {one}" for one in pictures))
    if any(figure.holds is False for figure in figures.values()):
        raise typer.Exit(1)


def _print_flags(outcomes: "Sequence[Outcome]") -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("rule", "p", "statements", "false flags", "of customers", "power", "power, p >= 1/18")
    for one in outcomes:
        shares = (one.false_topics, one.false_customers, one.power, one.power_average)
        known = "known" if one.known else "estimated"
        table.add_row(one.rule, known, str(one.statements), *(f"{share:.1%}" for share in shares))
    Console().print(table)


def _print_questions(curves: "Curves") -> None:
    from engine.bench.gap_questions import USED, worth_in_random
    from engine.bench.gap_questions_run import RANDOM

    for scenario, by in curves.items():
        told = f"noise {scenario.noise:.0%}, don't know {scenario.unknown:.0%}"
        answers = range(len(by[USED][0]))
        typer.echo(f"\n{told}\n{'NDCG@10 after':<18}" + "".join(f"{k:>7}" for k in answers))
        for name, found in by.items():
            typer.echo(f"{name:<18}" + "".join(f"{mean:>7.4f}" for mean in found.mean(axis=0)))
        worth = worth_in_random(by[USED], by[RANDOM])
        least = "at least " if worth == answers[-1] else ""
        typer.echo(f"One question by {USED} is worth {least}{worth} random ones.")
    _print_differences(curves)


def _print_differences(curves: "Curves") -> None:
    from engine.bench.gap_questions import comparisons

    verdicts: Mapping[bool, str] = {True: "ahead", False: "NOT clearly ahead"}
    for one in comparisons(curves):
        gap = one.difference
        typer.echo(
            f"{one.scenario.name} k={one.answers}: {one.policy} less {one.other} {gap.mean:+.4f} "
            f"({gap.low:+.4f} to {gap.high:+.4f}), {verdicts[gap.low > 0]}"
        )
