"""Tables that cannot be read to their end: each named with row and column, and nothing half-imported."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import Invalid
from engine.events.sales.formats import ingest_format
from engine.events.tabular.batch import ROWS
from engine.store import Database
from tests.integration.ingest_shop import everything
from tests.integration.sales_table import HEADER, LANTERN, LATER, MUG, write_table
from tests.integration.sales_table import ROWS as TABLE

Spoil = Callable[[Path], Path]


def many(count: int) -> list[tuple[object, ...]]:
    """More rows than one batch, so that the fault lies behind what was read already."""
    return [(f"THING {n}", 1, "2010-12-01 08:26:00", 2.5, n, "") for n in range(count)]


def wrong_delimiter(folder: Path) -> Path:
    path = write_table(folder / "a.csv")
    path.write_text(path.read_text().replace(",", ";"))
    return path


def missing_column(folder: Path) -> Path:
    header = [name for name in HEADER if name != "UnitPrice"]
    return write_table(folder / "a.csv", [(*row[:3], *row[4:]) for row in TABLE], header)


def missing_parquet_column(folder: Path) -> Path:
    header = [name for name in HEADER if name != "UnitPrice"]
    return write_table(folder / "a.parquet", [(*row[:3], *row[4:]) for row in TABLE], header)


def mixed_encodings(folder: Path) -> Path:
    path = write_table(folder / "a.csv", many(ROWS + 5))
    with path.open("ab") as file:
        file.write("CAFÉ MUG,1,2010-12-01 08:26:00,2.5,7,\r\n".encode())
        file.write("MUG,1,2010-12-01 08:26:00,2.5,7,Österreich\r\n".encode("cp1252"))
    return path


def utf_16(folder: Path) -> Path:
    path = write_table(folder / "a.csv")
    path.write_bytes(path.read_text().encode("utf-16"))
    return path


def dates_of_three_formats(folder: Path) -> Path:
    dates = ("2011-01-18 10:01", "18/01/2011 10:01", "01/19/2011 10:01")
    return write_table(folder / "a.csv", [(*LATER[:2], date, *LATER[3:]) for date in dates])


def truncated_parquet(folder: Path) -> Path:
    path = write_table(folder / "a.parquet", many(50_000))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def damaged_parquet(folder: Path) -> Path:
    path = write_table(folder / "a.parquet", many(50_000))
    content = bytearray(path.read_bytes())
    content[4:4000] = b"\xff" * 3996
    path.write_bytes(bytes(content))
    return path


def truncated_json(folder: Path) -> Path:
    path = write_table(folder / "a.jsonl", many(ROWS + 5))
    path.write_bytes(path.read_bytes()[:-30])
    return path


def quote_without_end(folder: Path) -> Path:
    path = write_table(folder / "a.csv", many(ROWS + 5))
    with path.open("a") as file:
        file.write('"LANTERN,1,2010-12-01 08:26:00,2.5,7,\n')
    return path


def one_endless_line(folder: Path) -> Path:
    path = write_table(folder / "a.csv")
    with path.open("a") as file:
        file.write("x" * 2_000_000)
    return path


def column_twice(folder: Path) -> Path:
    return write_table(folder / "a.csv", [], (*HEADER, "Quantity"))


def empty(folder: Path) -> Path:
    path = folder / "a.csv"
    path.write_text("")
    return path


def header_only(folder: Path) -> Path:
    return write_table(folder / "a.csv", [])


def spreadsheet(folder: Path) -> Path:
    path = folder / "a.xlsx"
    path.write_bytes(b"PK")
    return path


FAULTS: dict[Spoil, str] = {
    wrong_delimiter: r"a\.csv, row 1 lacks the column CustomerID, .* seem to be parted by ';', not by ','",
    missing_column: r"a\.csv, row 1 lacks the column UnitPrice\. It has: Description, Quantity",
    missing_parquet_column: r"a\.parquet lacks the column UnitPrice\. It has: Description",
    mixed_encodings: rf"a\.csv, row {ROWS + 8}, column Country: byte 0xd6 is not utf-8 text",
    utf_16: r"a\.csv, row 1: the file is UTF-16",
    dates_of_three_formats: r"column InvoiceDate: row 3 \(18/01/2011 10:01\) begins with the day, row 4",
    truncated_parquet: r"a\.parquet is not a whole Parquet file, so no row of it can be read",
    damaged_parquet: r"a\.parquet is damaged after row 0",
    truncated_json: rf"a\.jsonl, row {ROWS + 5}, place \d+: this is not JSON",
    quote_without_end: rf"a\.csv, row {ROWS + 7}: this is not valid CSV",
    one_endless_line: r"a\.csv, row 8: the line is longer than 1024 KiB",
    column_twice: r"a\.csv, row 1: the column Quantity comes twice",
    empty: r"a\.csv, row 1 lacks the column .* The file is empty",
    header_only: r"a\.csv has no rows",
    spreadsheet: r"a\.xlsx: files end in \.parquet, \.csv",
}


@pytest.mark.parametrize("spoil", FAULTS, ids=lambda spoil: spoil.__name__)
def test_the_fault_is_named_and_nothing_is_written(database: Database, tmp_path: Path, spoil: Spoil) -> None:
    path, before = spoil(tmp_path), everything(database)
    with pytest.raises(Invalid, match=FAULTS[spoil]):
        ingest_format(database, path, "online-retail", tmp_path / "rejects")
    assert everything(database) == before
    assert not list((tmp_path / "rejects").glob("*")), "no rejects file of an import that did not happen"


def test_a_row_of_the_wrong_width_is_refused_alone(database: Database, tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", [LANTERN])
    with path.open("a") as file:
        file.write("MUG,1,2010-12-01 08:26:00\nMUG,1,2010-12-01 08:26:00,2.5,7,UK,more\n")
    report = ingest_format(database, path, "online-retail", tmp_path / "rejects")
    assert [(one["row"], one["rule"], one["reason"]) for one in report.sample] == [
        (3, "row.shape", "it has 3 cells of 6; the first absent column is UnitPrice"),
        (4, "row.shape", "it has 7 cells, 1 more than there are columns"),
    ]
    assert report.tables["lines"].inserted == 1


def test_a_failure_while_writing_leaves_nothing(database: Database, tmp_path: Path) -> None:
    """The machine says stop after the first batch was written."""
    path, before = (
        write_table(tmp_path / "a.csv", [LANTERN, MUG, *many(2 * ROWS), ("", *MUG[1:])]),
        everything(database),
    )

    def stop(stage: str, done: int, _total: int | None) -> None:
        if stage == "write" and done > ROWS:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest_format(database, path, "online-retail", tmp_path / "rejects", progress=stop)
    assert everything(database) == before
    assert not list((tmp_path / "rejects").glob("*"))
    report = ingest_format(database, path, "online-retail", tmp_path / "rejects")
    assert report.tables["lines"].inserted == 2 * ROWS + 2
