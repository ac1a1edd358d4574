"""What `attune ingest` shows: a bar while it works, then the quality report."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from engine.events.field_quality import FieldQuality
    from engine.events.quality import QualityReport, TableQuality

COLUMNS = ("read", "accepted", "rejected", "left_out", "inserted", "updated", "unchanged", "kept")
WORDS = {"look": "Looking at the table", "write": "Writing"}


@contextmanager
def shown_progress(quiet: bool) -> Generator[Callable[[str, int, int | None], None]]:
    """A progress bar on standard error, one line a stage; nothing where it is no terminal, or `quiet`."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal) as bars:
        tasks = {stage: bars.add_task(words, total=None, visible=False) for stage, words in WORDS.items()}

        def show(stage: str, done: int, total: int | None) -> None:
            bars.update(tasks[stage], completed=done, total=total, visible=True)

        yield show


def print_report(report: "QualityReport") -> None:
    """The report as tables."""
    from rich.console import Console

    console = Console()
    _print_tables(report, console)
    if report.fields:
        _print_fields(report, console)
    for rule in report.rules:
        console.print(f"  {rule.count:>9,} {rule.action:<9} {rule.what} [{rule.id}]", markup=False)
    if not report.rules:
        for reason, count in report.reasons.items():
            console.print(f"  {count} rejected: {reason}", markup=False)
    if report.rejects_file:
        console.print(f"Rejected records: {report.rejects_file}", markup=False)


def _print_tables(report: "QualityReport", console: "Console") -> None:
    from rich.table import Table

    table = Table(title=f"Import ({report.format})")
    table.add_column("table")
    for name in COLUMNS:
        table.add_column(name.replace("_", " "), justify="right")
    table.add_column("complete")
    for name, quality in report.tables.items():
        counts = [f"{getattr(quality, column):,}" for column in COLUMNS]
        table.add_row(name.replace("_", " "), *counts, _completeness(quality))
    console.print(table)


def _print_fields(report: "QualityReport", console: "Console") -> None:
    from rich.table import Table

    table = Table(title="Fields, before → after")
    for name in ("field", "filled", "valid", "different", "of the last year"):
        table.add_column(name, justify="left" if name == "field" else "right")
    for change in report.fields:
        table.add_row(
            f"{change.table}.{change.field}",
            *(
                _change(change.before, change.after, name)
                for name in ("completeness", "validity", "uniqueness", "freshness")
            ),
        )
    console.print(table)


def _change(before: "FieldQuality", after: "FieldQuality", name: str) -> str:
    shares = [getattr(quality, name) for quality in (before, after)]
    return " → ".join("" if share is None else f"{share:.1%}" for share in shares).strip(" →")


def _completeness(quality: "TableQuality") -> str:
    """The fields that are not always filled in; "all" where every main field is."""
    gaps = [f"{name} {share:.0%}" for name, share in quality.completeness.items() if share < 1]
    return ", ".join(gaps) or ("all" if quality.completeness else "")
