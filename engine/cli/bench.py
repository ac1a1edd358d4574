"""`attune bench`: every figure that a subject promises."""

from typing import Annotated

import typer

from engine.cli.output import JsonFlag, print_json
from engine.errors import Invalid
from engine.settings import get_settings


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def bench(  # pyright: ignore[reportUnusedFunction]
        subject: Annotated[str, typer.Argument(help="What to measure: turn.")],
        turns: Annotated[int, typer.Option(min=10, help="Measured turns of each bot.")] = 200,
        full: Annotated[bool, typer.Option("--full", help="Add the long ones.")] = False,
        json: JsonFlag = False,
    ) -> None:
        """Measure what SUBJECT promises, against a peer in the same run; exit 1 where it falls short."""
        if subject != "turn":
            raise Invalid(f"There is no benchmark of {subject!r} yet; there is: turn.")
        from rich.console import Console
        from rich.table import Table

        from engine.bench.turn import PEER, turn_figures

        console = Console(stderr=True)
        figures = turn_figures(get_settings(), turns * 5 if full else turns, console.print)
        if json:
            print_json({name: figure.as_dict() for name, figure in figures.items()})
        else:
            table = Table("figure", "ours", "bar", PEER, "holds")
            for name, figure in figures.items():
                row = (figure.value, figure.bar, figure.peer, "yes" if figure.holds else "NO")
                table.add_row(name, *(str(cell) for cell in row))
            Console().print(table)
        if not all(figure.holds for figure in figures.values()):
            raise typer.Exit(1)
