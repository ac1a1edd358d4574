"""The first reading of a table: is it whole, what do its dates mean, what is usual? Nothing is written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, cast

from engine.errors import Invalid
from engine.events.cells import DateOrder, order_shown
from engine.events.field_quality import FieldQuality, FieldTally
from engine.events.outliers import Reservoir, Scale
from engine.events.sales.parsing import CellParser
from engine.events.sales.recipe import Recipe
from engine.events.tabular.batch import Batch, ReadOptions
from engine.events.tabular.reader import read_batches

Progress = Callable[[str, int, int | None], None]
"""(what is done, rows so far, rows altogether where known)."""


@dataclass
class Look:
    """What the first reading tells."""

    rows: int = 0
    order: DateOrder | None = None
    newest: datetime | None = None
    pieces: Scale = field(default_factory=lambda: Scale(0.0, 0.0))
    money: Scale = field(default_factory=lambda: Scale(0.0, 0.0))
    fields: dict[str, FieldQuality] = field(default_factory=dict[str, FieldQuality])


def look_at(
    path: Path,
    recipe: Recipe,
    options: ReadOptions,
    *,
    order: DateOrder | None,
    progress: Progress,
    total: int | None,
) -> Look:
    """Read the whole table once.

    order: what the dates with slashes begin with, where the caller knows. Raises Invalid where the table
    cannot be read to its end, or where its dates mean two things.
    """
    look = Look(order=order or _order_of_dates(path, recipe, options))
    parser = CellParser(recipe, look.order)
    names = recipe.columns
    tallies = {name: FieldTally(_valid(recipe, name)) for name in names.wanted.names}
    pieces, money = Reservoir(), Reservoir()
    for batch in read_batches(path, names.wanted, options):
        for _, _, _, count, price, *_ in parser.parse(batch):
            pieces.add(_positive(count))
            money.add(_positive(price))
        for name, tally in tallies.items():
            if name in batch.columns:
                tally.add(batch.columns[name], parser.memo_of(name))
        look.rows += len(batch.numbers) + len(batch.broken)
        progress("look", look.rows, total)
    if look.rows == 0:
        raise Invalid(f"{path} has no rows.")
    look.pieces, look.money = pieces.scale(), money.scale()
    look.fields = {name: tally.quality() for name, tally in tallies.items()}
    newest = look.fields[names.moment].newest
    look.newest = datetime.fromisoformat(newest) if newest else None
    return look


def _positive(number: Any) -> tuple[float, ...]:
    return (abs(float(number)),) if number is not None and not hasattr(number, "reason") else ()


def _valid(recipe: Recipe, name: str) -> Callable[[Any], bool]:
    names = recipe.columns
    if name == names.pieces:
        return lambda number: number != 0 and number == number.to_integral_value()
    if name == names.money:
        return lambda number: number >= 0
    if name == names.item:
        return lambda item: recipe.excluded(item) is None
    return lambda _value: True


def _order_of_dates(path: Path, recipe: Recipe, options: ReadOptions) -> DateOrder | None:
    """What dates such as 01/02/2011 begin with: what those prove that can be read in one way only."""
    shown: dict[str, tuple[int, str]] = {}
    column = recipe.columns.moment
    for batch in read_batches(path, recipe.columns.wanted, options):
        for number, cell, proof in _proofs(batch, column):
            shown.setdefault(proof, (number, cell))
        if not shown and not any(isinstance(cell, str) for cell in batch.columns[column]):
            return None  # a typed column
    if {"day-first", "month-first"} <= shown.keys():
        one, other = shown["day-first"], shown["month-first"]
        raise Invalid(
            f"{path}, column {column}: row {one[0]} ({one[1]}) begins with the day, row {other[0]} "
            f"({other[1]}) with the month, so neither can be trusted. Write all dates as 2011-01-18 10:01."
        )
    proven = [proof for proof in shown if proof != "either"]
    if not proven and shown:
        number, cell = shown["either"]
        raise Invalid(
            f"{path}, row {number}, column {column}: {cell} may begin with the day or with the month, and no "
            "row of the file tells. Say --dates day-first or --dates month-first."
        )
    return cast("DateOrder | None", proven[0] if proven else None)


def _proofs(
    batch: Batch, column: str
) -> Iterator[tuple[int, str, Literal["day-first", "month-first", "either"]]]:
    seen: dict[Any, Any] = {}
    for number, cell in zip(batch.numbers, batch.columns[column], strict=True):
        if isinstance(cell, str) and cell not in seen:
            seen[cell] = None
            if (proof := order_shown(cell)) is not None:
                yield number, cell, proof
