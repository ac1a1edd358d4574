"""Lists of recommendations as a CSV or Parquet file."""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from engine.errors import Invalid
from engine.frames import Frame

SUFFIXES = (".csv", ".parquet")


def checked_suffix(out: Path) -> str:
    """`csv` or `parquet`. Raises Invalid for any other name."""
    if out.suffix not in SUFFIXES:
        raise Invalid(f"{out.name} must end with .csv or .parquet, which says the format.")
    return out.suffix.removeprefix(".")


def write_lists(frames: Iterable[Frame], out: Path) -> int:
    """Write the lists as they come; returns the rows. The file appears when it is whole."""
    kind = checked_suffix(out)
    arrow: Any = import_module("pyarrow")
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(out.name + ".draft")
    schema = lists_schema()
    library: Any = import_module(f"pyarrow.{kind}")
    writer = library.CSVWriter if kind == "csv" else library.ParquetWriter
    rows = 0
    with writer(str(draft), schema) as file:
        for frame in frames:
            rows += len(frame)
            file.write_table(arrow.Table.from_pandas(frame, schema=schema, preserve_index=False))
    draft.replace(out)
    return rows


def lists_schema() -> Any:
    """customer, rank, item, score as a pyarrow schema."""
    arrow: Any = import_module("pyarrow")
    return arrow.schema(
        [
            ("customer", arrow.string()),
            ("rank", arrow.int32()),
            ("item", arrow.string()),
            ("score", arrow.float64()),
        ]
    )
