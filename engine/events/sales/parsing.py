"""A batch of raw cells as parsed ones; equal cells of a column are parsed once."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

from engine.events.cells import DateOrder, as_id, as_moment, as_number, as_text
from engine.events.sales.line import Cells
from engine.events.sales.recipe import Recipe
from engine.events.tabular.batch import Batch

KEPT = 50_000
"""Cells of a column that are remembered; then it begins anew, so that memory stays constant."""


class Memo(dict[Any, Any]):
    """Parsed cells of one column by the raw ones."""

    def __init__(self, parse: Callable[[Any], Any]) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, raw: Any) -> Any:
        parsed = self._parse(raw)
        self[raw] = parsed
        return parsed

    def column(self, cells: Sequence[Any]) -> list[Any]:
        """The cells parsed, in their order."""
        if len(self) > KEPT:
            self.clear()
        try:
            return [self[cell] for cell in cells]
        except TypeError:  # JSON may hold lists and objects, which cannot be remembered
            return [self._parse(cell) for cell in cells]


class CellParser:
    """Parses the batches of one table."""

    def __init__(self, recipe: Recipe, order: DateOrder | None) -> None:
        names = recipe.columns
        text = Memo(as_text)
        self._columns: list[tuple[str | None, Memo]] = [
            (names.customer, Memo(as_id)),
            (names.moment, Memo(lambda cell: as_moment(cell, order))),
            (names.item, Memo(as_text)),
            (names.pieces, Memo(as_number)),
            (names.money, Memo(as_number)),
            (names.basket, Memo(as_id)),
            (names.country, text),
        ]

    def parse(self, batch: Batch) -> Iterator[Cells]:
        """The cells of each row, in the order of `Cells`."""
        count = len(batch.numbers)
        parsed = [
            memo.column(batch.columns[name]) if name and name in batch.columns else [None] * count
            for name, memo in self._columns
        ]
        return cast("Iterator[Cells]", zip(*parsed, strict=True))

    def memo_of(self, name: str) -> Memo:
        """What was parsed of the column of this name."""
        return next(memo for column, memo in self._columns if column == name)
