"""A model's file: written whole or not at all, and read only where it is the one that was written."""

import hashlib
import io
from importlib import import_module
from pathlib import Path
from typing import Any

from engine.errors import Conflict, NotFound


def write_artefact(folder: Path, file: str, model: object) -> str:
    """Write `model` to `folder/file` in one step; returns its SHA-256."""
    buffer = io.BytesIO()
    _joblib().dump(model, buffer, compress=3)
    content = buffer.getvalue()
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".draft")
    draft.write_bytes(content)
    draft.replace(path)
    return hashlib.sha256(content).hexdigest()


def read_artefact(folder: Path, file: str, sha256: str) -> Any:
    """The model in `folder/file`. Reading runs code in the file, so it is checked before.

    Raises NotFound where the file is gone, Conflict where it is not the one that was written.
    """
    path = folder / file
    if not path.is_file():
        raise NotFound(f"The model file {file} is gone; run `attune rebuild`.")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Conflict(f"The model file {file} was changed after it was written; run `attune rebuild`.")
    return _joblib().load(io.BytesIO(content))


def delete_artefact(folder: Path, file: str) -> None:
    """Delete the file and its card, where they are."""
    for path in (folder / file, (folder / file).with_suffix(".md"), (folder / file).with_suffix(".json")):
        path.unlink(missing_ok=True)


def _joblib() -> Any:
    return import_module("joblib")  # here, as it loads slowly; its own types are incomplete
