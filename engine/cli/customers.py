"""`attune customers`: records of one person joined, and taken apart again."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from engine.cli.database import open_database
from engine.cli.output import JsonFlag, print_json

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Result = TypeVar("Result")


def register(app: typer.Typer) -> None:
    """Add the command group to `app`."""
    group = typer.Typer(no_args_is_help=True, help="Customers known under several ids.")
    group.command("duplicates")(show_duplicates)
    group.command("merge")(merge_two)
    group.command("split")(split_one)
    app.add_typer(group, name="customers")


def show_duplicates(
    merge_certain: Annotated[
        bool,
        typer.Option(
            "--merge", help="Merge those that are certain (same e-mail, shop id, or phone and name)."
        ),
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """List customers who are probably one person."""
    from engine.accounts.duplicates import Duplicate, duplicates
    from engine.accounts.merge import merge
    from engine.accounts.merged import current_id

    def work(session: "Session") -> list[Duplicate]:
        found = duplicates(session)
        for pair in found if merge_certain else []:
            kept, merged = current_id(session, pair.kept_id), current_id(session, pair.merged_id)
            if pair.certain and kept != merged:
                merge(session, kept, merged, "system")
        return found

    found = _in_session(work)
    if as_json:
        print_json({"duplicates": found, "merged": merge_certain})
        return
    for pair in found:
        done = "merged" if merge_certain and pair.certain else "certain" if pair.certain else "perhaps"
        typer.echo(f"{pair.kept_id}  {pair.merged_id}  {done}: same {pair.by} {pair.shared}")
    typer.echo(f"{len(found)} pairs.")


def merge_two(
    kept: Annotated[str, typer.Argument(help="Id of the customer that stays.")],
    merged: Annotated[str, typer.Argument(help="Id of the record that is taken into it.")],
    as_json: JsonFlag = False,
) -> None:
    """Make two records one customer."""
    from engine.accounts.merge import merge

    done = _in_session(lambda session: merge(session, kept, merged, "system"))
    counts = {name: len(keys) for name, keys in done.moved["rows"].items() if keys}
    if as_json:
        print_json({"id": done.id, "kept": kept, "merged": merged, "moved": counts})
        return
    typer.echo(
        f"{merged} is {kept} now. Moved: {_counts(counts)}. `attune customers split {merged}` undoes it."
    )


def split_one(
    merged: Annotated[str, typer.Argument(help="Id that was merged into another customer.")],
    as_json: JsonFlag = False,
) -> None:
    """Undo a merge."""
    from engine.accounts.merge import split

    done = _in_session(lambda session: split(session, merged, "system"))
    if as_json:
        print_json({"id": done.id, "kept": done.kept_id, "merged": merged})
        return
    typer.echo(f"{merged} and {done.kept_id} are two customers again.")


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name.partition('.')[0]}" for name, count in counts.items()) or "nothing"


def _in_session(work: Callable[["Session"], Result]) -> Result:
    database = open_database()
    try:
        with database.session() as session:
            return work(session)
    finally:
        database.dispose()
