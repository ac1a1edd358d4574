"""CSV: decoded line by line, so that a wrong byte is told with its row and column."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from engine.errors import Invalid
from engine.events.tabular.batch import ROWS, Batch, ReadOptions, Wanted

LONGEST_LINE = 1024 * 1024
UTF16 = (b"\xff\xfe", b"\xfe\xff")
LIKELY = (";", "\t", "|", ",")


class Rows(Protocol):
    """What csv.reader gives."""

    @property
    def line_num(self) -> int:
        """Lines read so far."""
        ...

    def __iter__(self) -> Iterator[list[str]]: ...


def read_delimited(path: Path, wanted: Wanted, options: ReadOptions) -> Iterator[Batch]:
    """The rows of a CSV file with a header.

    Raises Invalid for an absent column, a wrong delimiter, bytes that are not text in the encoding, and
    quotes that do not match. A row with too many or too few cells is `broken`, the others go on.
    """
    with path.open("rb") as file:
        header: list[str] = []
        empty: list[str] = []
        reader = csv.reader(_lines(file, path, options, header), delimiter=options.delimiter, strict=True)
        try:
            header += [name.strip() for name in next(reader, empty)]
            places = _places(path, header, wanted, options)
            yield from _batches(reader, header, places)
        except csv.Error as error:
            raise Invalid(f"{path}, row {reader.line_num}: this is not valid CSV ({error}).") from error


def _lines(file: BinaryIO, path: Path, options: ReadOptions, header: list[str]) -> Iterator[str]:
    number = 0
    while raw := file.readline(LONGEST_LINE + 1):
        number += 1
        if number == 1:
            if raw.startswith(UTF16):
                raise Invalid(f"{path}, row 1: the file is UTF-16. Save it as UTF-8.")
            raw = raw.removeprefix(b"\xef\xbb\xbf")  # Excel begins a UTF-8 file with a byte-order mark
        if len(raw) > LONGEST_LINE:
            raise Invalid(f"{path}, row {number}: the line is longer than {LONGEST_LINE // 1024} KiB.")
        try:
            yield raw.decode(options.encoding)
        except UnicodeDecodeError as error:
            before = raw[: error.start].decode(options.encoding, errors="replace")
            raise Invalid(
                f"{path}, row {number}, column {_column(before, header, options)}: byte "
                f"0x{raw[error.start]:02x} is not {options.encoding} text. Save the whole file in one "
                "encoding; --encoding names another one than UTF-8."
            ) from error
        except LookupError as error:
            raise Invalid(f"There is no text encoding {options.encoding!r}.") from error


def _column(before: str, header: list[str], options: ReadOptions) -> str:
    """The name of the column in which this beginning of a line ends."""
    cells = next(csv.reader(io.StringIO(before), delimiter=options.delimiter), [""])
    place = len(cells) - 1
    return header[place] if place < len(header) else str(place + 1)


def _places(path: Path, header: list[str], wanted: Wanted, options: ReadOptions) -> dict[str, int]:
    if len(header) != len(set(header)):
        twice = sorted({name for name in header if header.count(name) > 1})
        raise Invalid(f"{path}, row 1: the column {', '.join(twice)} comes twice.")
    missing = [name for name in wanted.required if name not in header]
    if missing:
        hint = _other_delimiter(header, options)
        raise Invalid(f"{path}, row 1 lacks the column {', '.join(missing)}.{hint}")
    return {name: header.index(name) for name in wanted.names if name in header}


def _other_delimiter(header: list[str], options: ReadOptions) -> str:
    if len(header) > 1:
        return f" It has: {', '.join(header)}."
    line = header[0] if header else ""
    found = [d for d in LIKELY if d != options.delimiter and d in line]
    if not found:
        return " The file is empty." if not line else f" It has: {line}."
    return (
        f" Its cells seem to be parted by {found[0]!r}, not by {options.delimiter!r}: give --delimiter or "
        "save it with the right one."
    )


def _batches(reader: Rows, header: list[str], places: dict[str, int]) -> Iterator[Batch]:
    numbers: list[int] = []
    rows: list[list[str]] = []
    broken: list[tuple[int, str]] = []
    for cells in reader:
        if not cells:
            continue
        if len(cells) == len(header):
            numbers.append(reader.line_num)
            rows.append(cells)
        else:
            broken.append((reader.line_num, _misfit(cells, header)))
        if len(rows) + len(broken) >= ROWS:
            yield _batch(numbers, rows, broken, places)
            numbers, rows, broken = [], [], []
    if rows or broken:
        yield _batch(numbers, rows, broken, places)


def _misfit(cells: list[str], header: list[str]) -> str:
    if len(cells) < len(header):
        return f"it has {len(cells)} cells of {len(header)}; the first absent column is {header[len(cells)]}"
    return f"it has {len(cells)} cells, {len(cells) - len(header)} more than there are columns"


def _batch(
    numbers: list[int], rows: list[list[str]], broken: list[tuple[int, str]], places: dict[str, int]
) -> Batch:
    columns = {name: [cells[place] for cells in rows] for name, place in places.items()}
    return Batch(numbers, columns, broken)
