"""Any table of interactions, read and checked: what the benchmark splits."""

from pathlib import Path

from engine.errors import Invalid, NotFound
from engine.frames import Frame, Series, pd
from engine.recommend.weights import RETURNED

NEEDED = ("customer", "item", "timestamp")
SHOWN = 3


def read_table(file: Path) -> Frame:
    """A CSV or Parquet file with the columns customer, item, timestamp and, if it likes, value.

    timestamp: seconds since 1970, or a date as ISO 8601. value: any number; one of 0 or less is taken as a
    return. Gives customer, item (text), at, weight, bought as `interactions_from` takes them. Raises
    NotFound where there is no file, Invalid with what is wrong and where: a missing column, no rows, an
    empty or unreadable cell.
    """
    if not file.is_file():
        raise NotFound(f"There is no file {file}.")
    try:
        table = pd.read_parquet(file) if file.suffix == ".parquet" else pd.read_csv(file)
    except (pd.errors.EmptyDataError, pd.errors.ParserError, UnicodeDecodeError, OSError) as problem:
        raise Invalid(f"{file.name} cannot be read as a table: {problem}") from problem
    return checked_table(table)


def checked_table(table: Frame) -> Frame:
    """The same for a frame with those columns."""
    if missing := [name for name in NEEDED if name not in table]:
        raise Invalid(f"The columns {', '.join(missing)} are missing; there are: {', '.join(table.columns)}.")
    if not len(table):
        raise Invalid("There are no rows: a benchmark needs interactions.")
    for name in NEEDED:
        _refuse(table[name].isna(), f"{name} is empty")
    value = pd.Series(1.0, index=table.index)
    if "value" in table:
        value = pd.to_numeric(table["value"], errors="coerce")
        _refuse(value.isna(), "value is empty or no number; leave the row or the column out")
    frame = pd.DataFrame(
        {
            "customer": table["customer"].astype(str).str.strip(),
            "item": table["item"].astype(str).str.strip(),
            "at": _moments(table["timestamp"]),
            "weight": value.gt(0).map({True: 1.0, False: RETURNED}).astype(float),
            "bought": value.gt(0),
        }
    )
    _refuse(frame["at"].isna(), "timestamp is neither a number of seconds nor a date")
    return frame.sort_values("at", kind="stable", ignore_index=True)


def _moments(stamps: Series) -> Series:
    if pd.api.types.is_numeric_dtype(stamps):
        return pd.to_datetime(stamps, unit="s", utc=True, errors="coerce")
    if pd.api.types.is_datetime64_any_dtype(stamps):
        return pd.to_datetime(stamps, utc=True)
    return pd.to_datetime(stamps, utc=True, errors="coerce", format="ISO8601")


def _refuse(wrong: Series, what: str) -> None:
    if wrong.any():
        places = [str(place + 1) for place in wrong.to_numpy().nonzero()[0][:SHOWN]]
        more = " and more" if wrong.sum() > SHOWN else ""
        raise Invalid(f"In {wrong.sum()} rows {what} (rows {', '.join(places)}{more}).")
