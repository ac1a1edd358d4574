"""Arrays that were learnt elsewhere (a Spark job), on disk: written whole, mapped into memory."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import Conflict, NotFound
from engine.store import new_id

MANIFEST, ITEMS = "manifest.json", "items.json"


@dataclass(frozen=True)
class Learnt:
    """items: product ids, in the order of the arrays' rows. settings: what it was learnt with."""

    items: list[str]
    arrays: Mapping[str, NDArray[Any]]
    settings: Mapping[str, Any]


def write_learnt(
    room: Path, items: Sequence[str], arrays: Mapping[str, NDArray[Any]], settings: Mapping[str, Any]
) -> None:
    """Write each array as `room/<version>/<name>.npy`, then name that version in `room/manifest.json`.

    Whoever reads meanwhile gets the old ones or the new ones, never a mixture. The version before stays on
    disk for readers that are about to open it; what is mapped already outlives even its removal.
    """
    version = new_id()
    folder = room / version
    folder.mkdir(parents=True)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", np.ascontiguousarray(array), allow_pickle=False)
    (folder / ITEMS).write_text(json.dumps(list(items), ensure_ascii=False))
    before = json.loads((room / MANIFEST).read_text())["version"] if (room / MANIFEST).is_file() else ""
    manifest = {
        "version": version,
        "settings": dict(settings),
        "sha256": {path.name: _digest(path) for path in sorted(folder.iterdir())},
    }
    draft = room / f"{version}.json"
    draft.write_text(json.dumps(manifest, indent=1))
    os.replace(draft, room / MANIFEST)
    for old in room.iterdir():
        if old.is_dir() and old.name not in (version, before):
            shutil.rmtree(old)


def read_learnt(room: Path) -> Learnt:
    """What lies in `room`, its arrays mapped read-only, so that processes share the memory.

    Raises NotFound where nothing does, Conflict where a file is not the one that was written.
    """
    if not (room / MANIFEST).is_file():
        raise NotFound(f"There is nothing learnt in {room}; run `attune rebuild --engine spark`.")
    manifest = json.loads((room / MANIFEST).read_text())
    folder = room / manifest["version"]
    for name, digest in manifest["sha256"].items():
        if not (folder / name).is_file() or _digest(folder / name) != digest:
            raise Conflict(
                f"{folder / name} is not the file that was written; run `attune rebuild --engine spark`."
            )
    arrays = {path.stem: np.load(path, mmap_mode="r", allow_pickle=False) for path in folder.glob("*.npy")}
    return Learnt(json.loads((folder / ITEMS).read_text()), arrays, manifest["settings"])


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
