"""The learnt mix and the products' sentence vectors on disk, beside the other learnt models."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import Conflict, NotFound
from engine.log import get_logger
from engine.recommend.learnt import MANIFEST, read_learnt, write_learnt
from engine.recommend.mix import Mix, default_mix
from engine.recommend.sources.content import TextEncoder

FOLDER = "recommender"
"""Below `Settings.learnt_dir`."""


@dataclass(frozen=True)
class Stored:
    """vectors: of texts, by their digest, as `encoder` made them."""

    mix: Mix
    encoder: str = ""
    vectors: Mapping[str, NDArray[np.float32]] = field(default_factory=dict[str, Any])


class Remembering:
    """An encoder that only reads texts which it has not read before. Source of what it knows: `Stored`."""

    def __init__(self, encoder: TextEncoder, name: str, stored: Stored) -> None:
        self._encoder, self.name = encoder, name
        self.known = dict(stored.vectors) if stored.encoder == name else dict[str, NDArray[np.float32]]()

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """(texts, dimensions), in their order."""
        new = {digest(text): text for text in texts if digest(text) not in self.known}
        if new:
            self.known.update(zip(new, self._encoder.encode(list(new.values())), strict=True))
        return np.stack([self.known[digest(text)] for text in texts])


def store(learnt: Path, mix: Mix, texts: Sequence[str], encoder: Remembering | None) -> None:
    """Write the mix, and the vectors of these texts where there is an encoder; whole or not at all."""
    names = sorted({digest(text) for text in texts}) if encoder is not None else []
    arrays = {"vectors": np.stack([encoder.known[one] for one in names])} if encoder and names else {}
    settings = {"mix": mix.as_dict(), "encoder": encoder.name if encoder else ""}
    write_learnt(learnt / FOLDER, names, arrays, settings)


def stored(learnt: Path) -> Stored:
    """What was learnt last; the defaults where nothing was yet, or it cannot be read (the log says so)."""
    try:
        found = read_learnt(learnt / FOLDER)
        mix = Mix.from_dict(found.settings["mix"])
        vectors = found.arrays.get("vectors", np.zeros((0, 0), dtype=np.float32))
        return Stored(mix, found.settings["encoder"], dict(zip(found.items, vectors, strict=True)))
    except NotFound:
        return Stored(default_mix("Nothing was learnt yet; `attune rebuild` learns."))
    except (Conflict, KeyError, TypeError, ValueError) as problem:
        get_logger(__name__).warning("recommender.mix_unreadable", error=str(problem))
        return Stored(default_mix("What was learnt cannot be read; `attune rebuild` learns anew."))


def version(learnt: Path) -> str:
    """Changes whenever something new was learnt; empty before."""
    manifest = learnt / FOLDER / MANIFEST
    return hashlib.sha256(manifest.read_bytes()).hexdigest() if manifest.is_file() else ""


def digest(text: str) -> str:
    """What a text's vector goes by."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]
