"""Customers at one or several moments as a matrix of named columns."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.behaviour.arrays import Floats, Ints


@dataclass(frozen=True)
class Table:
    """customer: (rows,), positions in `Ledger.customers`. names: (columns,). values: (rows, columns)."""

    customer: Ints
    names: tuple[str, ...]
    values: Floats

    def __len__(self) -> int:
        return len(self.customer)

    def column(self, name: str) -> Floats:
        """One column, (rows,). Raises KeyError for a name that is not there."""
        return self.values[:, self._place(name)]

    def matrix(self, names: Sequence[str]) -> Floats:
        """Some columns in that order, (rows, len(names)). Raises KeyError."""
        return self.values[:, [self._place(name) for name in names]]

    def only(self, rows: Ints | np.ndarray[tuple[int], np.dtype[np.bool_]]) -> "Table":
        """Some rows, by place or by flag."""
        return Table(self.customer[rows], self.names, self.values[rows])

    def _place(self, name: str) -> int:
        try:
            return self.names.index(name)
        except ValueError:
            raise KeyError(f"there is no feature {name!r}") from None


def stacked(tables: Sequence[Table]) -> Table:
    """Tables of the same columns, one below the other. Raises ValueError where the columns differ."""
    names = {table.names for table in tables}
    if len(names) != 1:
        raise ValueError("the tables have different columns")
    return Table(
        np.concatenate([table.customer for table in tables]),
        names.pop(),
        np.concatenate([table.values for table in tables]),
    )
