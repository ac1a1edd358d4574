"""The training data of a running app: read and checked anew only where a file has changed."""

import threading
from collections.abc import Iterator
from pathlib import Path

from engine.nlu.dataset.check import Report, check
from engine.nlu.dataset.corpus import Corpus, load
from engine.nlu.dataset.folder import BotFolder

State = tuple[tuple[str, int, int], ...]
"""(name, time of last change in ns, size) of each file."""


class TrainingData:
    """`corpus()` and `report()` may be called from any thread and always tell what the files say now."""

    def __init__(self, path: Path) -> None:
        self.folder = BotFolder(path)
        self._lock = threading.Lock()
        self._corpus: tuple[State, Corpus] | None = None
        self._report: tuple[State, Report] | None = None

    def corpus(self) -> Corpus:
        """All examples. Raises NotFound where there are none, ProblemError where a file is not UTF-8."""
        with self._lock:
            return self._read(self._state())

    def report(self) -> Report:
        """What is wrong with them; takes a second after a change."""
        with self._lock:
            state = self._state()
            if self._report is None or self._report[0] != state:
                self._report = (state, check(self._read(state)))
            return self._report[1]

    def _read(self, state: State) -> Corpus:
        if self._corpus is None or self._corpus[0] != state:
            self._corpus = (state, load(self.folder))
        return self._corpus[1]

    def _state(self) -> State:
        return tuple((self.folder.name_of(file), *_change(file)) for file in self._files())

    def _files(self) -> Iterator[Path]:
        yield from self.folder.nlu_files()
        yield from self.folder.domain_files()
        yield from self.folder.frozen_files()


def _change(file: Path) -> tuple[int, int]:
    state = file.stat()
    return state.st_mtime_ns, state.st_size
