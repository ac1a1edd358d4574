"""`attune recommend benchmark`: every source, its peers and ours on a table of interactions."""

from pathlib import Path

from engine.cli.output import print_json
from engine.errors import Invalid


def benchmark_table(
    interactions: Path | None, protocol: str, seed: int, picture: Path | None, *, as_json: bool
) -> None:
    """Print {source: figures}; on a terminal as a table with what validation chose for each.

    Raises Invalid where no table is named, or where it or the protocol cannot be used.
    """
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
