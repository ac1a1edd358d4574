"""What commands print: text for people, or with `--json` one JSON object and nothing else."""

import dataclasses
import json
from datetime import datetime
from typing import Annotated, Any, cast

import typer

JsonFlag = Annotated[bool, typer.Option("--json", help="Print one JSON object on standard output.")]


def print_json(value: object) -> None:
    """Print `value` (mappings, sequences, dataclasses, moments) as one JSON object."""
    typer.echo(json.dumps(value, ensure_ascii=False, default=_plain))


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(cast("set[Any]", value))
    if hasattr(value, "item"):
        return cast(Any, value).item()
    raise TypeError(f"{type(value).__name__} is not JSON")
