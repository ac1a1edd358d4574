"""A piece of a table: some rows, column by column, with the numbers under which people find them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROWS = 10_000
"""Rows of one batch: enough for quick bulk statements, little enough to be forgotten at once."""


@dataclass(frozen=True)
class Batch:
    """`columns[name][n]` is the cell of row `numbers[n]`, as the file gives it; None where it gives none.

    numbers: in a text file the line on which the row ends (the header is line 1), in a Parquet file
    the row counted from 1. broken: rows whose cells cannot be told apart, with the reason.
    """

    numbers: Sequence[int]
    columns: Mapping[str, Sequence[Any]]
    broken: Sequence[tuple[int, str]] = field(default_factory=list[tuple[int, str]])


@dataclass(frozen=True)
class ReadOptions:
    """What a text file does not say of itself."""

    encoding: str = "utf-8"
    delimiter: str = ","


@dataclass(frozen=True)
class Wanted:
    """Columns that a table must have, and such that it may have."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.required, *self.optional)


Reader = Callable[[Path, Wanted, ReadOptions], Iterator[Batch]]
"""Raises Invalid, with row and column as far as they are known, where the file cannot be read."""
