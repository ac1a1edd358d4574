"""Parquet, by pyarrow, batch by batch."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from engine.errors import Invalid
from engine.events.tabular.batch import ROWS, Batch, ReadOptions, Wanted


def read_parquet(path: Path, wanted: Wanted, _options: ReadOptions) -> Iterator[Batch]:
    """The rows of a Parquet file. Raises Invalid where it was cut off, is damaged or lacks a column."""
    arrow: Any = import_module("pyarrow")  # here, as it loads slowly
    done = 0
    file = _open(path, arrow)
    with file:
        names = list(file.schema_arrow.names)
        missing = [name for name in wanted.required if name not in names]
        if missing:
            raise Invalid(f"{path} lacks the column {', '.join(missing)}. It has: {', '.join(names)}.")
        columns = [name for name in wanted.names if name in names]
        try:
            for piece in file.iter_batches(batch_size=ROWS, columns=columns, use_threads=False):
                cells = {name: _cells(piece.column(name), arrow) for name in columns}
                yield Batch(range(done + 1, done + piece.num_rows + 1), cells)
                done += piece.num_rows
        except (arrow.ArrowException, OSError, ValueError) as error:
            raise Invalid(f"{path} is damaged after row {done}: {_first_line(error)}.") from error


def _cells(column: Any, arrow: Any) -> list[Any]:
    if arrow.types.is_timestamp(column.type) and column.type.unit == "ns":
        # Nanoseconds would come as pandas' own type; pandas would be loaded for nothing else.
        column = column.cast(arrow.timestamp("us", column.type.tz), safe=False)
    return column.to_pylist()


def rows_of_parquet(path: Path) -> int:
    """How many rows the file says it has. Raises Invalid as `read_parquet`."""
    with _open(path, import_module("pyarrow")) as file:
        return int(file.metadata.num_rows)


def _open(path: Path, arrow: Any) -> Any:
    parquet: Any = import_module("pyarrow.parquet")
    try:
        return parquet.ParquetFile(path, memory_map=True)
    except (arrow.ArrowException, OSError, ValueError) as error:
        raise Invalid(
            f"{path} is not a whole Parquet file, so no row of it can be read ({_first_line(error)}). "
            "Perhaps the copy was cut off: copy it again."
        ) from error


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0].rstrip(".")[:200] if str(error) else type(error).__name__
