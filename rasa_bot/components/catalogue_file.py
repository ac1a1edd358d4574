"""The names of the shop's products and categories, written by the app, read again when they change.

A JSON list of [entity, surface, value]. It is no part of the model, so that a new product is understood
without a training.
"""

import json
import logging
import os
import time
from pathlib import Path
from typing import List, Optional, Set, Tuple

from rasa_bot.components.catalogue import Catalogue, Name

ENVIRONMENT = "ATTUNE_CATALOGUE_LOOKUP"
LOOK_EVERY = 2.0
"""Seconds between two looks at the file."""

logger = logging.getLogger(__name__)


class CatalogueFile:
    """The catalogue in a file that may not be there yet; None for no file at all."""

    def __init__(self, path: Optional[Path], everyday: Set[str], look_every: float = LOOK_EVERY) -> None:
        self._path = path
        self._everyday = everyday
        self._look_every = look_every
        self._looked = float("-inf")
        self._stamp: Optional[Tuple[int, int, int]] = None
        self._catalogue = Catalogue([], everyday)

    @classmethod
    def from_environment(cls, everyday: Set[str]) -> "CatalogueFile":
        named = os.environ.get(ENVIRONMENT)
        return cls(Path(named) if named else None, everyday)

    def current(self) -> Catalogue:
        """The names as of the last look; where the file cannot be read, those that it held before."""
        if self._path is None or time.monotonic() - self._looked < self._look_every:
            return self._catalogue
        self._looked = time.monotonic()
        stamp = _stamp_of(self._path)
        if stamp is not None and stamp != self._stamp:
            self._stamp = stamp
            try:
                self._catalogue = Catalogue(read_names(self._path), self._everyday)
            except (OSError, ValueError) as error:
                logger.warning("%s: kept the names known before (%s)", self._path.name, error)
        return self._catalogue


def read_names(path: Path) -> List[Name]:
    """Raises ValueError where the content is no list of [entity, surface, value]."""
    content = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(content, list) or not all(_is_name(row) for row in content):
        raise ValueError("expected a list of [entity, surface, value]")
    return [Name(*row) for row in content]


def _is_name(row: object) -> bool:
    return isinstance(row, list) and len(row) == len(Name._fields) and all(isinstance(x, str) for x in row)


def _stamp_of(path: Path) -> Optional[Tuple[int, int, int]]:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
