"""`attune bench`: every figure that a subject promises."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.output import JsonFlag, print_json
from engine.errors import Invalid
from engine.settings import get_settings

if TYPE_CHECKING:
    from engine.bench.figures import Figure


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def bench(  # pyright: ignore[reportUnusedFunction]
        subject: Annotated[
            str, typer.Argument(help="What to measure: turn, nlu, intelligence, gap, recommend.")
        ],
        turns: Annotated[int, typer.Option(min=10, help="turn: measured turns of each bot.")] = 200,
        full: Annotated[bool, typer.Option("--full", help="Add the long ones.")] = False,
        pictures: Annotated[
            Path | None, typer.Option(help="recommend: the folder to draw the results in, as SVG.")
        ] = None,
        json: JsonFlag = False,
    ) -> None:
        """Measure what SUBJECT promises, beside a peer; exit 1 where it falls short."""
        from rich.console import Console

        report = Console(stderr=True).print
        if subject == "turn":
            from engine.bench.turn import PEER, turn_figures

            figures = turn_figures(get_settings(), turns * 5 if full else turns, report)
        elif subject == "nlu":
            from engine.bench.nlu import PEER, nlu_figures

            figures = nlu_figures(get_settings(), full, report)
        elif subject == "intelligence":
            from engine.bench.intelligence import PEER, intelligence_figures

            figures = intelligence_figures(get_settings(), full, report)
        elif subject == "gap":
            from engine.bench.gap import PEER, gap_figures

            figures = gap_figures(get_settings(), full, report)
        elif subject == "recommend":
            from engine.bench.recommend import PEER, recommend_figures

            figures = recommend_figures(get_settings(), full, report, pictures)
        else:
            raise Invalid(
                f"There is no benchmark of {subject!r} yet; "
                "there are: turn, nlu, intelligence, gap, recommend."
            )
        if json:
            print_json({name: figure.as_dict() for name, figure in figures.items()})
        else:
            _print_table(figures, PEER)
        if any(figure.holds is False for figure in figures.values()):
            raise typer.Exit(1)


_HOLDS = {True: "yes", False: "NO", None: "-"}


def _print_table(figures: "dict[str, Figure]", peer: str) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("figure", "ours", "bar", peer, "holds")
    for name, figure in figures.items():
        cells = ("-" if cell is None else str(cell) for cell in (figure.value, figure.bar, figure.peer))
        table.add_row(name, *cells, _HOLDS[figure.holds])
    Console().print(table)
