"""Which reader a file needs, by its name."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from engine.errors import Invalid
from engine.events.tabular.batch import Batch, Reader, ReadOptions, Wanted
from engine.events.tabular.delimited import read_delimited
from engine.events.tabular.json_lines import read_json_lines
from engine.events.tabular.parquet import read_parquet, rows_of_parquet

READERS: Mapping[str, Reader] = {
    ".parquet": read_parquet,
    ".csv": read_delimited,
    ".txt": read_delimited,
    ".tsv": read_delimited,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
}


def read_batches(path: Path, wanted: Wanted, options: ReadOptions | None = None) -> Iterator[Batch]:
    """The file's rows in batches. Raises Invalid where there is no such file or it cannot be read."""
    if not path.is_file():
        raise Invalid(f"{path} is not a file.")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise Invalid(f"{path}: files end in {', '.join(READERS)}; this one does not.")
    chosen = options or ReadOptions()
    if path.suffix.lower() == ".tsv" and chosen.delimiter == ",":
        chosen = ReadOptions(chosen.encoding, "\t")
    return reader(path, wanted, chosen)


def known_rows(path: Path) -> int | None:
    """How many rows there are, where the file says so without being read."""
    return rows_of_parquet(path) if path.suffix.lower() == ".parquet" and path.is_file() else None
