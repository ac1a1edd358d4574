"""JSON lines: one object a line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from engine.errors import Invalid
from engine.events.tabular.batch import ROWS, Batch, ReadOptions, Wanted
from engine.events.tabular.delimited import LONGEST_LINE


def read_json_lines(path: Path, wanted: Wanted, _options: ReadOptions) -> Iterator[Batch]:
    """The objects of a file with one JSON object a line, in UTF-8; keys that are not wanted are left out.

    Raises Invalid for a line that is not JSON (a file that was cut off ends in one), with the place in it.
    A line that is JSON but no object, or an object without a required key, is `broken`.
    """
    numbers: list[int] = []
    records: list[dict[str, Any]] = []
    broken: list[tuple[int, str]] = []
    with path.open("rb") as file:
        number = 0
        while raw := file.readline(LONGEST_LINE + 1):
            number += 1
            if not raw.strip():
                continue
            record = _record(path, number, raw)
            if isinstance(record, str):
                broken.append((number, record))
            elif missing := [name for name in wanted.required if name not in record]:
                broken.append((number, f"it lacks {', '.join(missing)}"))
            else:
                numbers.append(number)
                records.append(record)
            if len(records) + len(broken) >= ROWS:
                yield _batch(numbers, records, broken, wanted)
                numbers, records, broken = [], [], []
    if records or broken:
        yield _batch(numbers, records, broken, wanted)


def _record(path: Path, number: int, raw: bytes) -> dict[str, Any] | str:
    if len(raw) > LONGEST_LINE:
        raise Invalid(f"{path}, row {number}: the line is longer than {LONGEST_LINE // 1024} KiB.")
    try:
        value = json.loads(raw)
    except json.JSONDecodeError as error:
        raise Invalid(
            f"{path}, row {number}, place {error.colno}: this is not JSON ({error.msg})."
        ) from error
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise Invalid(f"{path}, row {number}: this is not JSON in UTF-8 ({error}).") from error
    return cast("dict[str, Any]", value) if isinstance(value, dict) else "it is not a JSON object"


def _batch(
    numbers: list[int], records: list[dict[str, Any]], broken: list[tuple[int, str]], wanted: Wanted
) -> Batch:
    columns = {name: [record.get(name) for record in records] for name in wanted.names}
    return Batch(numbers, columns, broken)
