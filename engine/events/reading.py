"""Files into plain values; a file that cannot be read stops the import before anything is written."""

import json
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from engine.errors import Invalid

Model = TypeVar("Model", bound=BaseModel)


def read_text(path: Path) -> str:
    """The text of a UTF-8 file. Raises Invalid where it is absent or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Invalid(f"{path} is not there.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(f"{path} cannot be read as UTF-8 text: {error}.") from error


def read_yaml(path: Path) -> Any:
    """The content of a YAML file. Raises Invalid, with the line, where it is not YAML."""
    try:
        return cast(Any, YAML(typ="safe")).load(read_text(path))
    except YAMLError as error:
        raise Invalid(f"{path} is not valid YAML: {' '.join(str(error).split())}.") from error


def read_json(path: Path) -> Any:
    """The content of a JSON file. Raises Invalid, with the line, where it is not JSON."""
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise Invalid(f"{path} is not valid JSON, line {error.lineno}: {error.msg}.") from error


def parse(model: type[Model], value: Any) -> Model | str:
    """`value` as a `model`, or one sentence about everything that is wrong with it."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        return "; ".join(_problem(dict(detail)) for detail in error.errors(include_url=False))


def parse_file(model: type[Model], path: Path, value: Any) -> Model:
    """`value`, the content of the file at `path`, as a `model`. Raises Invalid with what is wrong."""
    parsed = parse(model, value)
    if isinstance(parsed, str):
        raise Invalid(f"{path}: {parsed}.")
    return parsed


def _problem(detail: dict[str, Any]) -> str:
    place = ".".join(str(part) for part in detail["loc"])
    return f"{place}: {detail['msg']}" if place else str(detail["msg"])
