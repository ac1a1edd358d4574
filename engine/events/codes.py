"""Names as small numbers, chunk by chunk: millions of equal strings are never held at once."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.frames import pd


class Codes:
    """One column of names, given in chunks; None stays missing."""

    def __init__(self) -> None:
        self._place: dict[str, int] = {}
        self._chunks: list[NDArray[np.int32]] = []

    def add(self, names: Sequence[str | None]) -> None:
        """Take the next rows."""
        codes, found = pd.factorize(np.array(names, dtype=object))
        places = [self._place.setdefault(name, len(self._place)) for name in found]
        lookup = np.array([*places, -1], dtype=np.int32)  # code -1, a missing name, takes the last
        self._chunks.append(lookup[codes])

    def categorical(self) -> Any:
        """All rows as a pandas.Categorical, with the names in order."""
        names = sorted(self._place)
        rank = {name: position for position, name in enumerate(names)}
        lookup = np.array([*(rank[name] for name in self._place), -1], dtype=np.int32)
        codes: NDArray[Any] = np.concatenate([np.empty(0, np.int32), *self._chunks])
        return pd.Categorical.from_codes(lookup[codes], categories=pd.Index(names, dtype="str"))
