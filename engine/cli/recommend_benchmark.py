"""`attune recommend benchmark`: every source, its peers and ours on a table of interactions."""

from pathlib import Path
from typing import Annotated

import typer

from engine.cli.output import JsonFlag, print_json
from engine.errors import Invalid


def recommend_benchmark(
    interactions: Annotated[
        Path | None, typer.Option(help="CSV or Parquet with customer, item, timestamp[, value].")
    ] = None,
    protocol: Annotated[str, typer.Option(help="split75, last-out or next-basket.")] = "split75",
    seed: Annotated[int, typer.Option(help="Of the shuffle.")] = 0,
    picture: Annotated[Path | None, typer.Option(help="Where to draw it (SVG or PNG).")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Measure every source, its peers and ours on a table; prints what validation chose for each."""
    from rich.console import Console
    from rich.table import Table

    from engine.recommend.evaluation.benchmark import benchmark
    from engine.recommend.evaluation.protocols import PROTOCOLS
    from engine.recommend.evaluation.table import read_table

    if interactions is None:
        raise Invalid("Name the table: attune recommend benchmark --interactions FILE.")
    if protocol not in PROTOCOLS:
        raise Invalid(f"There is no protocol {protocol!r}; there are: {', '.join(PROTOCOLS)}.")
    table = read_table(interactions)
    report = Console(stderr=True).print
    found = benchmark(table, protocol, seed=seed, report=report)
    if picture is not None:
        from engine.recommend.evaluation.picture import draw

        draw(found.figures, picture, f"{interactions.name}, {protocol}")
        report(f"drawn: {picture}")
    if as_json:
        print_json(found.figures)
        return
    names = list(found.figures["cascade"])
    shown = Table("source", *names, "chosen by validation")
    for name, figures in found.figures.items():
        shown.add_row(name, *(str(figures.get(one, "-")) for one in names), found.chosen.get(name, ""))
    Console().print(shown)
